import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import type { Clock } from "@/lib/limits/counter";
import type { Dispatchers } from "../parts";
import { refuse } from "../refusal";

const connectTimeoutMs = 5_000;
const patienceMs = 10_000;
const longestAnswerBytes = 256 * 1024;
const freshMs = 600_000;
/** An issuer that cannot be reached does not end what its known keys have signed, for so long. */
const staleMs = 24 * 3_600_000;
/** Keys that are not known do not make us ask more often than this. */
const pauseMs = 30_000;

interface Keeping {
  keys: JWTVerifyGetKey | null;
  gotMs: number;
  askedMs: number;
  asking: Promise<void> | null;
}

/** The public keys of token issuers, fetched over the same address check as everything, and kept. */
export class TokenKeys {
  readonly #dispatchers: Dispatchers;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Keeping>();

  constructor(dispatchers: Dispatchers, clock: Clock) {
    this.#dispatchers = dispatchers;
    this.#clock = clock;
  }

  /** @throws the refusal "token-keys-unavailable" */
  async of(url: string): Promise<JWTVerifyGetKey> {
    const keeping = this.#kept.get(url) ?? { keys: null, gotMs: 0, askedMs: 0, asking: null };
    this.#kept.set(url, keeping);
    const ageMs = this.#clock.now() - keeping.gotMs;
    const isKnown = keeping.keys !== null && ageMs < staleMs;
    const renewed = isKnown && ageMs <= freshMs ? null : this.#renew(url, keeping);
    // Nobody waits for newer keys while there are some.
    if (!isKnown) await renewed;
    if (keeping.keys !== null && this.#clock.now() - keeping.gotMs < staleMs) return keeping.keys;
    throw refuse("token-keys-unavailable", {
      retryAfterSeconds: 5,
      detail: "the issuer's keys could not be fetched",
    });
  }

  /** A token names a key that is not known: perhaps it is new. False where it was asked for just now. */
  async renewedOf(url: string): Promise<boolean> {
    const keeping = this.#kept.get(url);
    if (keeping === undefined || this.#clock.now() - keeping.askedMs < pauseMs) return false;
    await this.#renew(url, keeping);
    return true;
  }

  /** One request for all who wait; what is known stays where it fails. */
  #renew(url: string, keeping: Keeping): Promise<void> {
    const isPaused = this.#clock.now() - keeping.askedMs < (keeping.keys === null ? 1_000 : pauseMs);
    if (keeping.asking === null && isPaused) return Promise.resolve();
    keeping.asking ??= this.#fetch(new URL(url))
      .then((keys) => {
        keeping.keys = keys ?? keeping.keys;
        if (keys !== null) keeping.gotMs = this.#clock.now();
      })
      .finally(() => {
        keeping.askedMs = this.#clock.now();
        keeping.asking = null;
      });
    return keeping.asking;
  }

  /** Null when there is no key set to be had. */
  async #fetch(url: URL): Promise<JWTVerifyGetKey | null> {
    try {
      const { statusCode, body } = await this.#dispatchers
        .dispatcherFor({ origin: url.origin, connectTimeoutMs })
        .request({ method: "GET", path: url.pathname + url.search, signal: AbortSignal.timeout(patienceMs) });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > longestAnswerBytes) return null;
        chunks.push(chunk);
      }
      const read: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      return statusCode === 200 && isKeySet(read) ? createLocalJWKSet(read) : null;
    } catch {
      // Unreachable, silent or not JSON: whoever needs the keys is told that they are not to be had.
      return null;
    }
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === "object" && value !== null && "keys" in value && Array.isArray(value.keys);
}
