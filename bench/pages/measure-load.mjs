// One load of one page, without a cache: what came over the wire, and when things could be seen and used.
import { observe } from "./observer.mjs";

const quietMs = 1_500;
const longestMs = 30_000;

/** One load, and another try when the browser itself gets stuck. */
export async function measureLoad(browser, contender, operations) {
  try {
    return await loadOnce(browser, contender, operations);
  } catch (error) {
    console.log(`${contender.name}, ${operations} operations: ${error.message}. Once more.`);
    return loadOnce(browser, contender, operations);
  }
}

/** @returns figures in KiB as transferred (compressed) and in milliseconds since the navigation began. */
async function loadOnce(browser, contender, operations) {
  const context = await browser.newContext(contextOptions(contender));
  try {
    const page = await context.newPage();
    const traffic = await watchTraffic(page);
    await page.addInitScript(`(${observe})(${contender.findSend})`);
    await page.goto(contender.deepLink(operations), { waitUntil: "commit" });
    await within(longestMs, settled(page, traffic));
    const seen = await page.evaluate(() => window.gatehouseBench);
    const ownHost = new URL(contender.deepLink(operations)).host;
    return {
      ...seen,
      scriptKiB: traffic.scriptKiB(seen.usableAt),
      scriptKiBInAll: traffic.scriptKiB(Number.POSITIVE_INFINITY),
      documentKiB: traffic.documentKiB(),
      foreignRequests: traffic.hosts().filter((host) => host !== ownHost),
    };
  } finally {
    await context.close();
  }
}

export function contextOptions({ storageState }, more = {}) {
  return { viewport: { width: 1440, height: 900 }, ...(storageState ? { storageState } : {}), ...more };
}

async function within(ms, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("Send did not become usable")), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until Send is usable and then until the page is quiet. */
async function settled(page, traffic) {
  for (;;) {
    await page.waitForTimeout(100);
    const usableAt = await page.evaluate(() => window.gatehouseBench?.usableAt ?? null);
    const quietSince = Math.max(usableAt ?? Number.POSITIVE_INFINITY, traffic.lastAt());
    if (Date.now() - quietSince > quietMs) return;
  }
}

/** Counts what each request transferred, as DevTools does: headers and body as they came over the wire. */
async function watchTraffic(page) {
  const session = await page.context().newCDPSession(page);
  const requests = new Map();
  let wallClockMs = 0;
  let lastAt = Date.now();
  session.on("Network.requestWillBeSent", ({ requestId, request, timestamp, wallTime }) => {
    wallClockMs ||= (wallTime - timestamp) * 1_000;
    lastAt = Date.now();
    if (/^https?:/.test(request.url)) requests.set(requestId, { url: request.url, type: "", pieces: [] });
  });
  session.on("Network.responseReceived", ({ requestId, response }) => {
    const request = requests.get(requestId);
    if (request) request.type = response.mimeType;
  });
  const received = (timestamp, bytes, requestId) => {
    lastAt = Date.now();
    requests.get(requestId)?.pieces.push({ at: timestamp * 1_000 + wallClockMs, bytes });
  };
  session.on("Network.dataReceived", ({ requestId, timestamp, encodedDataLength }) =>
    received(timestamp, encodedDataLength, requestId),
  );
  session.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const before = requests.get(requestId)?.pieces.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
    received(timestamp, Math.max(0, encodedDataLength - before), requestId);
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });

  const kib = (isWanted, until = Number.POSITIVE_INFINITY) =>
    [...requests.values()]
      .filter(({ type }) => isWanted(type))
      .flatMap(({ pieces }) => pieces)
      .filter(({ at }) => at <= until)
      .reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  return {
    lastAt: () => lastAt,
    hosts: () => [...requests.values()].map(({ url }) => new URL(url).host),
    scriptKiB: (until) => kib((type) => /javascript|ecmascript/.test(type), until),
    documentKiB: () => kib((type) => type === "text/html"),
  };
}
