import { isIP, type Socket } from "node:net";
import { buildConnector, Pool } from "undici";
import type { AddressGuard } from "./address-guard";
import { plainAddress } from "./addresses";
import { dropContinue } from "./drop-continue";
import { codeOf, connectionReset } from "./failure";
import type { Dispatchers } from "./parts";

/** Backends close idle connections when they like; we let go of them first (RFC 9112 section 9.3). */
const keepAliveMs = 4_000;
const maxAnswerHeaderBytes = 64 * 1024;

/** One pool of connections for each backend origin and connect timeout, every address checked as it is connected to. */
export function createDispatchers(guard: AddressGuard): Dispatchers {
  const pools = new Map<string, Pool>();
  /** A catalogue's backends, once asked for: the object is found sooner than its name. */
  const poolOf = new WeakMap<object, Pool>();
  const openPool = (origin: string, connectTimeoutMs: number): Pool => {
    const key = `${origin} ${connectTimeoutMs}`;
    const open = pools.get(key);
    if (open !== undefined) return open;
    const pool = new Pool(origin, {
      connect: guardedConnector(guard, connectTimeoutMs),
      keepAliveTimeout: keepAliveMs,
      maxHeaderSize: maxAnswerHeaderBytes,
    });
    pools.set(key, pool);
    return pool;
  };
  return {
    dispatcherFor(backend) {
      let pool = poolOf.get(backend);
      if (pool === undefined) {
        pool = openPool(backend.origin, backend.connectTimeoutMs);
        poolOf.set(backend, pool);
      }
      return pool;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/** Addresses written out never pass through `lookup`, so they are checked here. */
function guardedConnector(guard: AddressGuard, timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: guard.lookup });
  return (options, callback) => {
    const address = plainAddress(options.hostname);
    const refused = isIP(address) === 0 ? null : guard.check(address);
    if (refused !== null) callback(refused, null);
    else
      connect(options, (...[error, socket]) => {
        if (error !== null) callback(error, null);
        else callback(null, tellResets(dropContinue(socket)));
      });
  };
}

/**
 * undici takes a reset of an answer that ends with its connection for its end; by another name it is a failure, and
 * what broke off stays broken (RFC 9112 section 8).
 */
function tellResets<T extends Socket>(socket: T): T {
  return socket.prependListener("error", (error) => {
    if (codeOf(error) === "ECONNRESET") Object.assign(error, { code: connectionReset });
  });
}
