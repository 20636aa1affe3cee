// The operation page against RapiDoc and Elements, all from one run. `npm run bench:pages`.
import { launchBrowser, signedInState } from "../support/browser.mjs";
import { judge, machine } from "../support/figures.mjs";
import { newDataDir, startGatehouse } from "../support/gatehouse.mjs";
import { serveContenders } from "./contender-server.mjs";
import { elements, gatehouse, rapidoc } from "./contenders.mjs";
import { fetchPrebuilt } from "./fetch-prebuilt.mjs";
import { findPublished, publishMany } from "./many-operations.mjs";
import { measureLoad } from "./measure-load.mjs";
import { openApiDocument } from "./openapi-document.mjs";
import { gatesOf, tableOf } from "./report.mjs";
import { callAndInspect, tabPressesToSend } from "./use-page.mjs";

const port = Number(process.env.BENCH_PORT || 3190);
const runs = Number(process.env.BENCH_RUNS || 3);
const sizes = [5, 300];

const prebuilt = fetchPrebuilt();
const data = newDataDir();
const gatehouseRunning = await startGatehouse({ port, emulatorPort: port + 1, dataDir: data.folder });
const browser = await launchBrowser();
try {
  const { demo } = gatehouseRunning;
  const apis = await publishBoth(demo);
  const server = await serveContenders({
    port: port + 2,
    gateway: demo.gateway,
    folders: { "/packages/rapidoc": prebuilt.rapidoc, "/packages/elements": prebuilt["@stoplight/elements"] },
    documents: documentsOf(apis, `http://localhost:${port + 2}`),
  });
  try {
    const contenders = await contendersOf(apis, demo, server.origin);
    const loads = await measureLoads(contenders);
    const uses = await measureUses(contenders);
    console.log(
      `\nOne operation's page, ${machine()}, medians of ${runs} interleaved runs, cache off, compressed\n`,
    );
    console.log(tableOf(contenders, loads, uses));
    console.log("");
    judge(gatesOf(contenders[0].name, loads, uses));
  } finally {
    server.stop();
  }
} finally {
  await browser.close();
  await gatehouseRunning.stop();
  data.remove();
}

/** The demo API and one of 300 operations, by their number of operations. */
async function publishBoth(demo) {
  const context = await browser.newContext({
    storageState: await signedInState(browser, demo.portal, demo.admin),
  });
  const five = await findPublished(context.request, demo.portal, "azureml-demo");
  const many = await publishMany(context.request, demo.portal, { like: five, count: 300 });
  await context.close();
  return { 5: five, 300: many };
}

function documentsOf(apis, origin) {
  return Object.fromEntries(
    sizes.map((size) => {
      const { name, suffix, keyHeader, operations } = apis[size];
      const serverUrl = `${origin}/gateway/${suffix}`;
      return [`api-${size}`, openApiDocument({ title: name, serverUrl, keyHeader, operations })];
    }),
  );
}

/** The same operation everywhere: the first of five, and one from the middle of 300. */
async function contendersOf(apis, demo, origin) {
  const linked = { 5: apis[5].operations[0], 300: apis[300].operations[150] };
  const bySize = (read) => Object.fromEntries(sizes.map((size) => [size, read(linked[size], apis[size])]));
  const key = demo.developer.unlimitedKey;
  return [
    gatehouse({
      portal: demo.portal,
      storageState: await signedInState(browser, demo.portal, demo.developer),
      slugs: bySize(({ slug }, api) => ({ api: api.slug, operation: slug })),
    }),
    rapidoc({
      origin,
      key,
      deepLinks: bySize(({ method, urlTemplate }) => ({ method, path: urlTemplate.split("?")[0] })),
    }),
    elements({ origin, key, keyHeader: apis[5].keyHeader, operationIds: bySize(({ slug }) => slug) }),
  ];
}

async function measureLoads(contenders) {
  const loads = Object.fromEntries(contenders.map(({ name }) => [name, { 5: [], 300: [] }]));
  // One load of each that is not counted: what the server does once, it has done.
  for (const contender of contenders) for (const size of sizes) await measureLoad(browser, contender, size);
  for (let run = 1; run <= runs; run += 1) {
    for (const contender of contenders) {
      for (const size of sizes) loads[contender.name][size].push(await measureLoad(browser, contender, size));
    }
    console.log(`Run ${run} of ${runs} done.`);
  }
  return loads;
}

async function measureUses(contenders) {
  const uses = {};
  for (const contender of contenders) {
    uses[contender.name] = {
      tabs: await tabPressesToSend(browser, contender),
      light: await callAndInspect(browser, contender, "light"),
      dark: await callAndInspect(browser, contender, "dark"),
    };
  }
  return uses;
}
