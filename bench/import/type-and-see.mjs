// What somebody waits for who types into a search field: until what they look for stands in the page.

/** The catalogue's search. The first search of a page fetches what is searched; it is told apart. */
export async function searchMs(context, { portal, words }) {
  const page = await context.newPage();
  await page.goto(`${portal}/apis`, { waitUntil: "networkidle" });
  const [first, ...rest] = words;
  const firstMs = await page.evaluate(typeAndSee, first);
  const times = [];
  for (const word of rest) times.push(await page.evaluate(typeAndSee, word));
  await page.close();
  return { firstMs, times };
}

/** The filter beside an API's operations. */
export async function filterMs(context, { address, words }) {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
  const times = [];
  for (const word of words) times.push(await page.evaluate(typeAndSee, word));
  await page.close();
  return { times };
}

/**
 * Runs in the page: puts a text into the search field as typing does, and waits until an operation of this name stands
 * there that did not before. @returns milliseconds
 */
function typeAndSee({ typed, name }) {
  const field = document.querySelector("main input[type=search]");
  const put = (text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const links = () => [...document.querySelectorAll("main li a")];
  // Names of one kind and thing are five: few enough that only a search shows them so.
  const shown = () => {
    const found = links().filter(({ textContent }) => textContent.includes(name));
    return found.length > 0 && links().length <= 40;
  };
  const seen = (isThere) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`"${typed}" was not found within 10 s`)), 10_000);
      const look = () => {
        if (!isThere()) return;
        clearTimeout(late);
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      look();
    });
  return (async () => {
    put("");
    await seen(() => !shown());
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const began = performance.now();
    put(typed);
    await seen(shown);
    return performance.now() - began;
  })();
}
