import type { Refusal } from "./call";
import { classifyFailure } from "./failure";
import type { Dispatchers } from "./parts";

/** One question to a web service outside of any call: its description, or whether a credential is taken. */
export interface BackendQuestion {
  /** An absolute http(s) URL without a user. */
  url: string;
  method: "GET" | "POST";
  /** Name and value. */
  headers?: Record<string, string>;
  body?: string;
}

export type BackendAnswer =
  | { ok: true; status: number; contentType: string; text: string }
  | { ok: false; failure: Pick<Refusal, "code" | "message" | "detail"> };

const longestAnswerBytes = 10 * 1024 * 1024 + 1;
const connectTimeoutMs = 5_000;
const patienceMs = 15_000;

/**
 * Asks as a call would: through the address check at connect time, following no redirect, with limits on size and
 * time. An answer that is longer than the limit is cut one byte above it.
 */
export async function askBackend(
  { dispatchers }: { dispatchers: Dispatchers },
  { url, method, headers = {}, body }: BackendQuestion,
): Promise<BackendAnswer> {
  const { origin, pathname, search } = new URL(url);
  try {
    const answer = await dispatchers.dispatcherFor({ origin, connectTimeoutMs }).request({
      origin,
      path: pathname + search,
      method,
      headers: { Accept: "application/json, application/yaml, */*", Via: "1.1 gatehouse", ...headers },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(patienceMs),
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= longestAnswerBytes) break;
    }
    const type = answer.headers["content-type"];
    return {
      ok: true,
      status: answer.statusCode,
      contentType: typeof type === "string" ? type : "",
      text: Buffer.concat(chunks).subarray(0, longestAnswerBytes).toString("utf8"),
    };
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    const code = isLate
      ? Object.assign(new Error("no whole answer in time"), { code: "UND_ERR_HEADERS_TIMEOUT" })
      : error;
    const failure = classifyFailure(code instanceof Error ? code : new Error(String(code)));
    return { ok: false, failure: { code: failure.code, message: failure.message, detail: failure.detail } };
  }
}
