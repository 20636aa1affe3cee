// Memory, first bytes and the second start, of the quickstart as anybody runs it. `npm run bench:memory`. Linux only.
import { launchBrowser, signedInState } from "../support/browser.mjs";
import { judge, machine, median, table } from "../support/figures.mjs";
import { closeConnections, firstByteMs } from "../support/first-byte.mjs";
import { newDataDir, startGatehouse } from "../support/gatehouse.mjs";
import { childRunning, memoryOf } from "./processes.mjs";

const port = Number(process.env.BENCH_PORT || 3190);
const views = 100;
const asksPerPage = 20;
const developerPages = [
  "/",
  "/apis",
  "/apis/azureml-demo-api",
  "/apis/azureml-demo-api/operations/rrs-execute",
  "/apis/azureml-demo-api/operations/bes-status",
  "/products",
  "/subscriptions",
  "/profile",
];
const adminPages = ["/admin", "/admin/apis"];

const data = newDataDir();
const options = { port, emulatorPort: port + 1, dataDir: data.folder };
try {
  // The first start builds and seeds.
  await (await startGatehouse(options)).stop();
  const gatehouse = await startGatehouse(options);
  try {
    report(await measure(gatehouse), gatehouse.startMs);
  } finally {
    closeConnections();
    await gatehouse.stop();
  }
} finally {
  data.remove();
}

async function measure({ pid, demo }) {
  const portal = childRunning(pid, "dist/server.mjs");
  const emulator = childRunning(pid, "dist/emulator.mjs");
  const started = memoryOf(portal);
  const browser = await launchBrowser();
  try {
    const developer = await signedInState(browser, demo.portal, demo.developer);
    const admin = await signedInState(browser, demo.portal, demo.admin);
    await viewPages(browser, demo.portal, [
      { state: developer, pages: developerPages, views: views - 20 },
      { state: admin, pages: adminPages, views: 20 },
    ]);
    const viewed = memoryOf(portal);
    const firstBytes = [
      ...(await firstBytesOf(demo.portal, developer, developerPages)),
      ...(await firstBytesOf(demo.portal, admin, adminPages)),
    ];
    return { started, viewed, emulator: memoryOf(emulator), firstBytes };
  } finally {
    await browser.close();
  }
}

/** Views each page in a real browser, with all that it loads and fetches ahead. */
async function viewPages(browser, portal, visits) {
  for (const { state, pages, views } of visits) {
    const context = await browser.newContext({ storageState: state });
    const page = await context.newPage();
    for (let view = 0; view < views; view += 1) {
      const path = pages[view % pages.length];
      const answer = await page.goto(portal + path, { waitUntil: "networkidle" });
      if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}`);
    }
    await context.close();
  }
}

async function firstBytesOf(portal, state, pages) {
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const figures = [];
  for (const path of pages) {
    const times = [];
    for (let ask = 0; ask < asksPerPage; ask += 1) times.push(await firstByteMs(portal + path, cookie));
    figures.push({ path, ms: median(times) });
  }
  return figures;
}

function report({ started, viewed, emulator, firstBytes }, startMs) {
  const firstByte = median(firstBytes.map(({ ms }) => ms));
  const mib = (value) => `${Math.round(value)} MiB`;
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(`\nThe quickstart, ${machine()}\n`);
  console.log(
    table(
      ["Figure", "Measured", "Goal"],
      [
        ["Portal + gateway after the start", mib(started.residentMiB), "350 MiB"],
        [`Portal + gateway after ${views} page views`, mib(viewed.residentMiB), "350 MiB"],
        ["Portal + gateway, highest", mib(viewed.highestMiB), ""],
        ["Emulator", mib(emulator.residentMiB), "120 MiB"],
        ["Second start until ready", `${(startMs / 1_000).toFixed(1)} s`, "5 s"],
        [`First byte of a warm page, median of ${firstBytes.length} pages`, ms(firstByte), "50 ms"],
        ...firstBytes.map(({ path, ms: time }) => [
          `First byte of ${path}, median of ${asksPerPage}`,
          ms(time),
          "",
        ]),
      ],
    ),
  );
  console.log("");
  const atMost = (what, value, limit, unit) => ({
    what,
    value: `${value.toFixed(1)} ${unit}`,
    limit: `at most ${limit} ${unit}`,
    holds: value <= limit,
  });
  judge([
    atMost("Portal + gateway after the start", started.residentMiB, 350, "MiB"),
    atMost(`Portal + gateway after ${views} page views`, viewed.residentMiB, 350, "MiB"),
    atMost("Emulator", emulator.residentMiB, 120, "MiB"),
    atMost("Second start", startMs / 1_000, 5, "s"),
    atMost("First byte of a warm page", firstByte, 50, "ms"),
  ]);
}
