// The memory of a gateway process as `npm run start:gateway` starts it, with everything on, over a million calls.

import { bundle, createInstallation, key, residentMiB } from "../../faults/gatehouse.mjs";
import { median, table } from "../../support/figures.mjs";
import { requestFor } from "../request.mjs";

const limitMb = 200;
const growth = 1.1;
const parts = 10;
const hour = 3_600;

export async function million({ load, upstreamPort, options }) {
  await bundle();
  const gateway = createInstallation(options.gatewayPort, { good: upstreamPort });
  const request = requestFor({ bodyBytes: 300, path: "/good/execute", key });
  const rows = [];
  try {
    await gateway.start();
    const fresh = residentMiB(gateway.pid);
    const resident = [];
    for (let part = 1; part <= parts; part++) {
      const samples = [];
      const watch = setInterval(() => samples.push(residentMiB(gateway.pid)), 250);
      const order = { ...request, port: gateway.port, connections: 32, seconds: hour };
      const run = await load.ask({ ...order, calls: Math.round(options.calls / parts) });
      clearInterval(watch);
      if (run.failures > 0) throw new Error(`${run.failures} calls failed beside ${run.calls}`);
      resident.push(median(samples));
      rows.push([
        Math.round((options.calls / parts) * part),
        resident.at(-1).toFixed(0),
        Math.max(...samples).toFixed(0),
        (run.calls / run.seconds).toFixed(0),
      ]);
      process.stderr.write(`${rows.at(-1)[0]} calls: ${rows.at(-1)[1]} MiB\n`);
    }
    const lastMb = (resident.at(-1) * 2 ** 20) / 1e6;
    const early = median(resident.slice(1, 4));
    const late = median(resident.slice(-3));
    return {
      title: `Resident memory over ${options.calls} calls (${fresh.toFixed(0)} MiB at the start), every call recorded`,
      text: table(["calls", "median MiB", "highest MiB", "calls/s"], rows),
      gates: [
        {
          what: `resident memory after ${options.calls} calls`,
          limit: `under ${limitMb} MB`,
          value: `${lastMb.toFixed(0)} MB`,
          holds: lastMb < limitMb,
        },
        {
          what: "resident memory is flat: the last three tenths beside the second to fourth",
          limit: "within 10%",
          value: `${(late / early).toFixed(2)} times`,
          holds: late <= early * growth,
        },
      ],
    };
  } finally {
    await gateway.remove();
  }
}
