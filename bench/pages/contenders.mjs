// Who is measured, and how each is used: where an operation's page is, its Send, and the shortest way to a 200.
// `findSend` runs in the page; the others drive the browser.

/** @param {{ portal: string, storageState: object, slugs: Record<number, { api: string, operation: string }> }} options */
export function gatehouse({ portal, storageState, slugs }) {
  return {
    name: "Gatehouse",
    storageState,
    deepLink: (operations) =>
      `${portal}/apis/${slugs[operations].api}/operations/${slugs[operations].operation}`,
    findSend: () =>
      [...document.querySelectorAll("button")].find(
        (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === "Send",
      ),
    send: (page) => page.getByRole("button", { name: "Send", exact: true }),
    call: (page, hand) => hand.click(page.getByRole("button", { name: "Send", exact: true })),
    answered: (page) =>
      page.getByRole("region", { name: "Response status" }).getByText("200").first().waitFor(),
  };
}

/** @param {{ origin: string, key: string, deepLinks: Record<number, { method: string, path: string }> }} options */
export function rapidoc({ origin, key, deepLinks }) {
  const anchor = ({ method, path }) => `${method.toLowerCase()}-${path.replace(/[{}]/g, "-")}`;
  return {
    name: "RapiDoc",
    deepLink: (operations) => `${origin}/rapidoc/api-${operations}.html#${anchor(deepLinks[operations])}`,
    findSend: () =>
      document
        .querySelector("rapi-doc")
        ?.shadowRoot?.querySelector("api-request")
        ?.shadowRoot?.querySelector("[part~=btn-try]") ?? null,
    send: (page) => page.getByRole("button", { name: "TRY", exact: true }).first(),
    async call(page, hand) {
      await hand.click(page.locator("#link-auth"));
      await hand.type(page.locator(".api-key-input").first(), key);
      await hand.click(page.getByRole("button", { name: "SET", exact: true }));
      await hand.click(page.locator(`[id="link-${anchor(deepLinks[5])}"]`));
      await hand.click(page.getByRole("button", { name: "TRY", exact: true }).first());
    },
    answered: (page) =>
      page
        .getByText(/Status:.*200/)
        .first()
        .waitFor(),
  };
}

/** @param {{ origin: string, key: string, keyHeader: string, operationIds: Record<number, string> }} options */
export function elements({ origin, key, keyHeader, operationIds }) {
  return {
    name: "Elements",
    deepLink: (operations) =>
      `${origin}/elements/api-${operations}.html#/operations/${operationIds[operations]}`,
    findSend: () =>
      [...document.querySelectorAll("button")].find(
        (button) => button.textContent.trim() === "Send API Request",
      ),
    send: (page) => page.getByRole("button", { name: "Send API Request" }),
    async call(page, hand) {
      await hand.type(page.getByLabel(keyHeader).first(), key);
      await hand.click(page.getByRole("button", { name: "Send API Request" }));
    },
    answered: (page) => page.getByText("200 OK").first().waitFor(),
  };
}
