import type { Dispatcher } from "undici";
import type { Clock } from "@/lib/limits/counter";
import type { BackendRoute } from "../backend";
import type { Dispatchers } from "../parts";
import { isRefusal, refuse } from "../refusal";
import type { TokenClient, Variant } from "./plan";

const connectTimeoutMs = 5_000;
const longestAnswerBytes = 64 * 1024;
/** A token is renewed so long before its end, in the background, and used meanwhile. */
const renewBeforeMs = 300_000;
/** One that ends sooner would end on its way. */
const leastLifeMs = 10_000;
/** A server that failed is not asked again at once by every call. */
const pauseMs = 1_000;
const fitToken = /^[\x21-\x7e]{1,16384}$/;

interface Held {
  token: string;
  gotMs: number;
  endsMs: number;
}

interface Keeping {
  held: Held | null;
  fetching: Promise<Held> | null;
  failedMs: number;
  failure: unknown;
}

/** Tokens of OAuth clients: fetched by one call for all that wait, kept in memory alone, renewed before they end. */
export class Tokens {
  readonly #dispatchers: Dispatchers;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Keeping>();
  /** The backend as it is called with a token, made once for each. */
  readonly #ready = new WeakMap<Variant, { token: string; backend: BackendRoute }>();

  readonly #patienceMs: number;

  constructor(dispatchers: Dispatchers, clock: Clock, patienceMs = 10_000) {
    this.#patienceMs = patienceMs;
    this.#dispatchers = dispatchers;
    this.#clock = clock;
  }

  /** The backend with its token as an ordinary credential. @throws the refusal "backend-token" */
  async open(variant: Variant, client: TokenClient): Promise<BackendRoute> {
    const { token } = await this.#tokenOf(client);
    const known = this.#ready.get(variant);
    if (known?.token === token) return known.backend;
    const backend = {
      ...variant.backend,
      injectedHeaders: ["Authorization", `Bearer ${token}`],
      secrets: [...variant.backend.secrets, token],
    };
    this.#ready.set(variant, { token, backend });
    return backend;
  }

  /** A backend did not accept the token: a new one is fetched, unless this one is new. False then. */
  discard({ id }: TokenClient): boolean {
    const keeping = this.#kept.get(id);
    const isOld = keeping?.held != null && this.#clock.now() - keeping.held.gotMs > leastLifeMs;
    if (keeping !== undefined && isOld) keeping.held = null;
    return isOld;
  }

  #tokenOf(client: TokenClient): Promise<Held> | Held {
    const keeping = this.#kept.get(client.id) ?? { held: null, fetching: null, failedMs: 0, failure: null };
    this.#kept.set(client.id, keeping);
    const now = this.#clock.now();
    const { held } = keeping;
    const isPaused = now - keeping.failedMs < pauseMs;
    if (held !== null && held.endsMs - now > leastLifeMs) {
      const renewMs = Math.min(renewBeforeMs, (held.endsMs - held.gotMs) / 2);
      if (held.endsMs - now < renewMs && !isPaused) this.#fetch(client, keeping).catch(keptAsFailure);
      return held;
    }
    if (isPaused) throw keeping.failure;
    return this.#fetch(client, keeping);
  }

  /** One request for all who wait. */
  #fetch(client: TokenClient, keeping: Keeping): Promise<Held> {
    keeping.fetching ??= this.#ask(client)
      .then((held) => {
        keeping.held = held;
        return held;
      })
      .catch((error: unknown) => {
        keeping.failedMs = this.#clock.now();
        keeping.failure = isRefusal(error) ? error : failure(nameOf(error));
        throw keeping.failure;
      })
      .finally(() => {
        keeping.fetching = null;
      });
    return keeping.fetching;
  }

  async #ask({ url, clientId, clientSecret, scope }: TokenClient): Promise<Held> {
    // A token lives from its making on, and that is not before it was asked for.
    const gotMs = this.#clock.now();
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    });
    const { statusCode, body } = await this.#dispatchers
      .dispatcherFor({ origin: url.origin, connectTimeoutMs })
      .request({
        method: "POST",
        path: url.pathname,
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: form.toString(),
        signal: AbortSignal.timeout(this.#patienceMs),
      });
    const answer = parse(await readText(body));
    if (statusCode !== 200) throw failure(`status ${statusCode}${reason(answer)}`);
    const { access_token: token, expires_in: life } = answer;
    const seconds = Number(life ?? 3600);
    if (typeof token !== "string" || !fitToken.test(token) || !(seconds > 0))
      throw failure("no token in the answer");
    return { token, gotMs, endsMs: gotMs + seconds * 1000 };
  }
}

/** A renewal that fails is told to whoever asks when the token has ended. */
function keptAsFailure(): void {}

/** Says what happened, and nothing that could be a secret. */
function failure(what: string) {
  return refuse("backend-token", { detail: `the token endpoint: ${what}` });
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "it failed";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

async function readText(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > longestAnswerBytes) throw failure("the answer is too long");
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Not JSON: there is no token in it.
    return {};
  }
}

/** The server's code for the failure, such as invalid_client (RFC 6749 section 5.2). */
function reason({ error }: Record<string, unknown>): string {
  return typeof error === "string" && /^[\w.-]{1,64}$/.test(error) ? `, ${error}` : "";
}
