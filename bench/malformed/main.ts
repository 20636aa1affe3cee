/**
 * Malformed requests by the hundred thousand, through both listeners, and the backend's view held against the
 * gateway's. Ends with 1 at the first promise broken. Started by run.mjs: gateway bundle, number, seed.
 */
import { fork } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import type { CallRecord } from "@/lib/gateway/call";
import { startRecordingBackend } from "@/lib/gateway/conformance/recording-backend";
import { compareViews, sendMalformed } from "@/lib/gateway/conformance/send-malformed";

const [, , bundle = "", number = "", seed = ""] = process.argv;
const perBatch = 2_000;

const backend = await startRecordingBackend();
const gateway = fork(bundle, [backend.url], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
gateway.setMaxListeners(0);
let ended: number | null = null;
gateway.once("exit", (code) => {
  ended = code ?? -1;
});

function ask<T>(message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    gateway.once("message", (answer) => resolve(answer as T));
    gateway.once("exit", (code) => reject(new Error(`the gateway ended with ${code}`)));
    gateway.send(message);
  });
}

/** Lets go of what was recorded, and of the connections it came over. */
async function forget(): Promise<void> {
  backend.asked.length = 0;
  backend.received.fill(Buffer.alloc(0));
  for (const socket of backend.sockets) socket.destroy();
  await setTimeout(100);
}

const { port, ownPort } = await ask<{ port: number; ownPort: number }>("ports");
const listeners = [
  { at: "/gateway/demo", port },
  { at: "/demo", port: ownPort },
];
const faults: string[] = [];
const statuses: Record<number, number> = {};
let sent = 0;
let arrived = 0;
let silent = 0;
const began = performance.now();
for (let batch = 0; sent < Number(number); batch++) {
  const place = listeners[batch % 2] ?? { at: "", port };
  const cases = Math.min(perBatch, Number(number) - sent);
  const outcome = await sendMalformed({ ...place, seed: Number(seed) + batch, cases, connections: 96 });
  const records = await ask<CallRecord[]>("records");
  faults.push(...outcome.faults, ...compareViews(records, backend));
  for (const [status, count] of Object.entries(outcome.statuses)) {
    statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
  }
  sent += cases;
  silent += outcome.silent;
  arrived += backend.asked.length;
  await forget();
  if (faults.length > 0) break;
}
const seconds = (performance.now() - began) / 1000;
const restarts = ended === null ? 0 : 1;
gateway.disconnect();
await backend.close();

const answers = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
process.stdout.write(`${sent} malformed requests in ${seconds.toFixed(0)} s, seed ${seed}\n`);
process.stdout.write(`answers ${answers.join(", ")}; ${silent} never became whole\n`);
process.stdout.write(
  `${arrived} calls reached the backend, each let through by the gateway; restarts: ${restarts}\n`,
);
for (const fault of faults.slice(0, 20)) process.stdout.write(`FAULT ${fault}\n`);
process.exit(faults.length > 0 || restarts > 0 ? 1 : 0);
