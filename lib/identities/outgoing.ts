import { isIP } from "node:net";
import { env } from "@/lib/env";
import { type AddressGuard, createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";

/** Requests to identity providers: under the same rule as backends and webhooks, checked as each connection is made. */

const connectTimeoutMs = 5_000;
const answerTimeoutMs = 10_000;
const longestAnswer = 1024 * 1024;

interface Outgoing {
  guard: AddressGuard;
  dispatchers: ReturnType<typeof createDispatchers>;
}

let kept: Outgoing | undefined;

function outgoing(): Outgoing {
  if (kept === undefined) {
    const guard = createAddressGuard(env().allowPrivateBackends);
    kept = { guard, dispatchers: createDispatchers(guard) };
  }
  return kept;
}

/** For next-auth's own requests (tokens, keys): the connection's address is checked as it is made. */
export function guardedHttpOptions() {
  return { lookup: outgoing().guard.lookup, timeout: answerTimeoutMs };
}

/** Whether requests may go there: https (http where the operator allows it), and no address that is refused. */
export function isAllowedUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || (url.protocol !== "https:" && !(url.protocol === "http:" && env().allowHttp)))
    return false;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Names are checked when they are resolved.
  return isIP(host) === 0 || outgoing().guard.check(host) === null;
}

/** The JSON at an address. Redirects are not followed. @throws where there is none, or none in time */
export async function fetchJson(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const { origin, pathname, search } = new URL(address);
  const answer = await outgoing()
    .dispatchers.dispatcherFor({ origin, connectTimeoutMs })
    .request({
      method: "GET",
      path: pathname + search,
      headers: { accept: "application/json", "user-agent": "Gatehouse", ...headers },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > longestAnswer) throw new Error("the answer is too long");
    chunks.push(bytes);
  }
  if (answer.statusCode !== 200) throw new Error(`the answer is ${answer.statusCode}`);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
