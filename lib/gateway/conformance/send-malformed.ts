import { connect } from "node:net";
import type { CallRecord } from "../call";
import { malformedRequest, type Place, seeded } from "./malformed-requests";
import type { ReadRequest } from "./read-request";

export interface SendOptions extends Place {
  seed: number;
  cases: number;
  /** How many connections are open at a time. */
  connections: number;
}

export interface Outcome {
  cases: number;
  /** Final answers by status. */
  statuses: Record<number, number>;
  /** Connections that got no answer at all: a request that never became whole. */
  silent: number;
  /** What went against the promises, each with its case. */
  faults: string[];
}

/** How long a connection may say nothing before it is given up: as one that waits for more, or has said all. */
const silentMs = 400;
const quietMs = 50;

/** Sends the cases of a seed, one connection each, and looks at every answer. */
export async function sendMalformed(options: SendOptions): Promise<Outcome> {
  const outcome: Outcome = { cases: 0, statuses: {}, silent: 0, faults: [] };
  const next = async (): Promise<void> => {
    while (outcome.cases < options.cases) {
      const number = outcome.cases++;
      const sent = malformedRequest(seeded(options.seed * 1_000_003 + number), options);
      const text = await heard(options.port, sent);
      const wrong = judge(text, outcome);
      if (wrong !== null) outcome.faults.push(`case ${options.seed}/${number}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, next));
  return outcome;
}

/** All that one connection brings until it is closed or falls quiet. */
function heard(port: number, sent: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(sent));
    socket.setTimeout(silentMs, () => socket.destroy());
    socket.on("data", (chunk) => {
      socket.setTimeout(quietMs);
      text += chunk.toString("latin1");
    });
    socket.on("error", (error) => {
      // Refused is a gateway that is gone; anything else is how it ends a connection.
      if ("code" in error && error.code === "ECONNREFUSED") text = "refused";
    });
    socket.on("close", () => resolve(text));
  });
}

function judge(text: string, outcome: Outcome): string | null {
  if (text === "refused") return "the gateway is gone";
  const finals = [...text.matchAll(/HTTP\/1\.1 ([2-5]\d\d) /g)].map(([, status]) => Number(status));
  for (const status of finals) outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
  if (finals.length === 0) outcome.silent++;
  if (text !== "" && !text.startsWith("HTTP/1.1 ")) return `not HTTP: ${JSON.stringify(text.slice(0, 80))}`;
  if (finals.includes(500)) return "500";
  const ids = text.match(/^X-Request-Id: /gm)?.length ?? 0;
  return ids === finals.length ? null : `${finals.length} answers, ${ids} request ids`;
}

/**
 * Holds the backend's view against the gateway's: whatever arrived is one call that the gateway let through, once, with
 * the same method, target and body; nothing arrived that is no request; and what was answered with 200 did arrive.
 */
export function compareViews(
  records: readonly CallRecord[],
  { asked, strays }: { asked: readonly ReadRequest[]; strays: readonly string[] },
): string[] {
  const faults = strays.map((stray) => `the backend was sent no request: ${stray}`);
  const byId = new Map(records.map((record) => [record.id, record]));
  const seen = new Set<string>();
  for (const { method, target, body, header } of asked) {
    const id = header("x-request-id") ?? "";
    const record = byId.get(id);
    const what = `${method} ${JSON.stringify(target)} (${id})`;
    if (record === undefined || record.backendMs === null) faults.push(`smuggled: ${what}`);
    else if (seen.has(id)) faults.push(`arrived twice: ${what}`);
    else if (record.method !== method || expected(record.target) !== target)
      faults.push(`arrived as another: ${what} for ${record.method} ${JSON.stringify(record.target)}`);
    else if (record.status === 200 && record.requestBytes !== body.length)
      faults.push(`${body.length} bytes arrived of ${record.requestBytes}: ${what}`);
    if (header("via")?.endsWith("1.1 gatehouse") !== true) faults.push(`past the gateway: ${what}`);
    seen.add(id);
  }
  for (const { id, status, backendMs } of records) {
    if (status === 200 && backendMs !== null && !seen.has(id)) faults.push(`never arrived: ${id}`);
    if (status === 500) faults.push(`500: ${id}`);
  }
  return faults;
}

/** The target at the backend of a call to the API `demo`. */
function expected(target: string): string {
  const below = target.slice("/demo".length);
  return below.startsWith("/") ? below : `/${below}`;
}
