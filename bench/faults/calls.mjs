// Callers: closed loops over kept-alive connections, with their times.
import { Agent, request } from "node:http";

/** Longer than any promise made here. */
const answerMs = 15_000;

/** One call; answers its status, its time, and whether the answer was whole. Never rejects. */
export function call(port, path, { key, agent, method = "GET", body = null, headers = {} }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const done = (status, whole, error = null) =>
      resolve({ status, whole, error, ms: performance.now() - began });
    const req = request({
      port,
      host: "127.0.0.1",
      path,
      method,
      agent,
      headers: { "Ocp-Apim-Subscription-Key": key, ...headers },
    });
    req.on("response", (res) => {
      res.on("error", () => {});
      res.on("close", () => done(res.statusCode, res.complete));
      res.resume();
    });
    req.on("error", (error) => done(0, false, error));
    req.setTimeout(answerMs, () => req.destroy(new Error("no answer in time")));
    req.end(body);
  });
}

/** `connections` callers that call again and again until `isOver()`; all their answers. */
export async function load(connections, isOver, one) {
  const answers = [];
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const caller = async () => {
    while (!isOver()) answers.push(await one(agent));
  };
  await Promise.all(Array.from({ length: connections }, caller));
  agent.destroy();
  return answers;
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function forMs(ms) {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}
