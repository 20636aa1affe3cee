// A document of 1,000 operations imported through the JSON API, then searched and looked at. `npm run bench:import`.
//   -- --operations 1000 --imports 3 --searches 50
import { parseArgs } from "node:util";
import { measureLoad } from "../pages/measure-load.mjs";
import { launchBrowser, signedInState } from "../support/browser.mjs";
import { judge, machine, median, percentile, table } from "../support/figures.mjs";
import { closeConnections, firstByteMs } from "../support/first-byte.mjs";
import { newDataDir, startGatehouse } from "../support/gatehouse.mjs";
import { documentOf, namesOf } from "./document.mjs";
import { importOnce, readApi, removeApi } from "./import-once.mjs";
import { filterMs, searchMs } from "./type-and-see.mjs";

const { values } = parseArgs({
  options: {
    operations: { type: "string", default: "1000" },
    imports: { type: "string", default: "3" },
    searches: { type: "string", default: "50" },
  },
});
const [operations, imports, searches] = [values.operations, values.imports, values.searches].map(Number);
const port = Number(process.env.BENCH_PORT || 3190);
const loads = 3;
/** Names from all over the document, but not those that a list shows first; searched by their last two words. */
const step = Math.max(1, Math.floor(operations / searches));
const words = namesOf(operations)
  .filter((_, index) => index % step === step - 1)
  .slice(0, searches)
  .map((name) => ({ name, typed: name.split(" ").slice(1).join(" ") }));

const data = newDataDir();
const gatehouse = await startGatehouse({ port, emulatorPort: port + 1, dataDir: data.folder });
const browser = await launchBrowser();
try {
  const { portal, admin } = gatehouse.demo;
  const storageState = await signedInState(browser, portal, admin);
  const context = await browser.newContext({ storageState });
  const document = documentOf(operations);
  const imported = [];
  for (let run = 1; run <= imports; run += 1) {
    // One at a time: what is searched below is one API of so many operations beside the demo's.
    if (run > 1) await removeApi(context.request, portal, imported.at(-1).id);
    imported.push(await importOnce(context.request, portal, { document, run }));
    console.log(`Import ${run} of ${imports} done.`);
  }
  const api = await readApi(context.request, portal, imported.at(-1).id);
  const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const server = await askServer(portal, { api, cookie });
  const typed = {
    search: await searchMs(context, { portal, words }),
    filter: await filterMs(context, { address: `${portal}/apis/${api.slug}`, words }),
  };
  const page = await loadPage({ address: `${portal}/apis/${api.slug}`, storageState });
  report({ imported, server, typed, page, documentMiB: document.length / 2 ** 20 });
} finally {
  closeConnections();
  await browser.close();
  await gatehouse.stop();
  data.remove();
}

/**
 * Every question about many operations that the server answers, each word asked once after one that is not counted. Whole
 * pages have no goal here: people search in what they have loaded.
 */
async function askServer(portal, { api, cookie }) {
  const questions = {
    "GET /api/search, what browsers search in": () => `${portal}/api/search`,
    "GET /api/apis?search=": (typed) => `${portal}/api/apis?search=${typed}`,
    "GET /api/apis/{id}/operations": () => `${portal}/api/apis/${api.id}/operations`,
    "The page GET /apis?q=": (typed) => `${portal}/apis?q=${typed}`,
    "The page of an API's operations, searched by an administrator": (typed) =>
      `${portal}/admin/apis/${api.id}/operations?search=${typed}`,
  };
  const figures = [];
  for (const [what, address] of Object.entries(questions)) {
    await firstByteMs(address("warm"), cookie);
    const times = [];
    for (const { typed } of words) times.push(await firstByteMs(address(encodeURIComponent(typed)), cookie));
    figures.push({
      what,
      ms: percentile(times, 95),
      median: median(times),
      isPage: what.startsWith("The page"),
    });
  }
  return figures;
}

/** The API's page with all of its operations: usable once its filter answers. */
async function loadPage({ address, storageState }) {
  const contender = {
    name: "The API's page",
    storageState,
    deepLink: () => address,
    findSend: () => document.querySelector("main input[type=search]"),
  };
  await measureLoad(browser, contender, operations);
  const seen = [];
  for (let run = 0; run < loads; run += 1) seen.push(await measureLoad(browser, contender, operations));
  const of = (read) => median(seen.map(read));
  return {
    paintMs: of((load) => load.firstPaintMs),
    usableMs: of((load) => load.usableMs),
    blockingMs: of((load) => load.blockingMs),
    documentKiB: of((load) => load.documentKiB),
  };
}

function report({ imported, server, typed, page, documentMiB }) {
  const ms = (value) => `${value.toFixed(1)} ms`;
  const seconds = (value) => `${(value / 1_000).toFixed(2)} s`;
  const slowest = Math.max(...imported.map(({ previewMs, saveMs }) => previewMs + saveMs));
  const quick = [
    {
      what: "Typed search in the catalogue until it shows",
      ms: percentile(typed.search.times, 95),
      median: median(typed.search.times),
    },
    {
      what: "Typed filter on the API's page until it shows",
      ms: percentile(typed.filter.times, 95),
      median: median(typed.filter.times),
    },
    ...server,
  ];
  console.log(
    `\n${operations} operations in a document of ${documentMiB.toFixed(1)} MiB, SQLite, ${machine()}\n`,
  );
  console.log(
    table(
      ["Figure", "Measured", "Goal"],
      [
        ["Import, preview and saving, slowest", seconds(slowest), "10 s"],
        [
          "of it reading for the preview, median",
          seconds(median(imported.map(({ previewMs }) => previewMs))),
          "",
        ],
        ["of it saving, median", seconds(median(imported.map(({ saveMs }) => saveMs))), ""],
        ["The first search of a page: fetching and indexing", ms(typed.search.firstMs), ""],
        ...quick.map(({ what, ms: p95, median: half, isPage }) => [
          `${what}: p95 (median)`,
          `${ms(p95)} (${ms(half)})`,
          isPage ? "" : "50 ms",
        ]),
        ["The API's page: first paint", ms(page.paintMs), ""],
        ["The API's page: filter usable", ms(page.usableMs), "2 s"],
        ["The API's page: blocking time", ms(page.blockingMs), ""],
        ["The API's page: HTML as transferred", `${page.documentKiB.toFixed(0)} KiB`, ""],
      ],
    ),
  );
  judge([
    { what: "import, s", value: seconds(slowest), limit: "at most 10 s", holds: slowest <= 10_000 },
    ...quick
      .filter(({ isPage }) => !isPage)
      .map(({ what, ms: p95 }) => ({ what, value: ms(p95), limit: "at most 50 ms", holds: p95 <= 50 })),
    {
      what: "the API's page usable",
      value: ms(page.usableMs),
      limit: "at most 2 s",
      holds: page.usableMs <= 2_000,
    },
  ]);
}
