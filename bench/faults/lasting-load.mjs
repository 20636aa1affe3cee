// A gateway under load for half an hour: what it holds open, and the memory it takes.
import { Agent } from "node:http";
import { median } from "../support/figures.mjs";
import { call, forMs } from "./calls.mjs";
import { key, openFiles, residentMiB } from "./gatehouse.mjs";

const callers = 16;
const everyMs = 1_000;
/** The first fifth is warming up; the last is held against the second. */
const parts = 5;
const growth = 1.1;

export async function lastingLoad({ install, minutes }) {
  const gateway = await install();
  const over = forMs(minutes * 60_000);
  const samples = [];
  const watch = setInterval(
    () => samples.push({ mib: residentMiB(gateway.pid), files: openFiles(gateway.pid) }),
    everyMs,
  );
  const tally = { calls: 0, failed: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const caller = async () => {
    while (!over()) {
      const { status } = await call(gateway.port, "/good/x", { key, agent });
      tally.calls++;
      if (status !== 200) tally.failed++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  clearInterval(watch);
  agent.destroy();
  await gateway.stop();
  const part = (n, field) => {
    const length = Math.floor(samples.length / parts);
    return median(samples.slice(n * length, (n + 1) * length).map((sample) => sample[field]));
  };
  const [early, late] = [part(1, "mib"), part(parts - 1, "mib")];
  const [filesEarly, filesLate] = [part(1, "files"), part(parts - 1, "files")];
  const recorded = gateway.countAnswered();
  const what = `${minutes} minutes' load by ${callers} callers`;
  return [
    {
      what: `${what}: calls that failed`,
      limit: "0",
      value: `${tally.failed} of ${tally.calls}`,
      holds: tally.failed === 0 && tally.calls > 0,
    },
    {
      what: `${what}: records lost`,
      limit: "0",
      value: `${tally.calls - tally.failed - recorded}`,
      holds: recorded === tally.calls - tally.failed,
    },
    {
      what: `${what}: file descriptors, last fifth beside the second`,
      limit: "no more",
      value: `${filesLate}, before ${filesEarly}`,
      holds: filesLate <= filesEarly,
    },
    {
      what: `${what}: resident memory, last fifth beside the second`,
      limit: "within 10%",
      value: `${late.toFixed(0)} MiB, before ${early.toFixed(0)}`,
      holds: late <= early * growth,
    },
  ];
}
