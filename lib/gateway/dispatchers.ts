import { isIP } from "node:net";
import { buildConnector, type Dispatcher, Pool } from "undici";
import type { AddressGuard } from "./address-guard";
import { plainAddress } from "./addresses";
import type { Dispatchers } from "./parts";
import { Connections } from "./wire/connections";

const maxAnswerHeaderBytes = 64 * 1024;

/** Connections to web services, kept for each origin and connect timeout; every address is checked as it is connected to. */
export function createDispatchers(guard: AddressGuard): Dispatchers {
  const open = new Map<string, Connections>();
  /** A catalogue's backends, once asked for: the object is found sooner than its name. */
  const byBackend = new WeakMap<object, Connections>();
  const pools = new Map<string, Dispatcher>();
  return {
    connectionsTo(backend) {
      let connections = byBackend.get(backend);
      if (connections === undefined) {
        const { origin, connectTimeoutMs } = backend;
        connections = kept(open, `${origin} ${connectTimeoutMs}`, () =>
          connectionsTo(origin, guardedConnector(guard, connectTimeoutMs)),
        );
        byBackend.set(backend, connections);
      }
      return connections;
    },
    dispatcherFor({ origin, connectTimeoutMs }) {
      const connect = guardedConnector(guard, connectTimeoutMs);
      return kept(
        pools,
        `${origin} ${connectTimeoutMs}`,
        () => new Pool(origin, { connect, maxHeaderSize: maxAnswerHeaderBytes }),
      );
    },
    async close() {
      for (const connections of open.values()) connections.close();
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

function connectionsTo(origin: string, connect: buildConnector.connector): Connections {
  const { protocol, hostname, host, port } = new URL(origin);
  const address = hostname.replace(/^\[|\]$/g, "");
  const options = { protocol, hostname: address, host, port };
  return new Connections(origin, (opened) => connect(options, (...[error, socket]) => opened(error, socket)));
}

/** Addresses written out never pass through `lookup`, so they are checked here. */
function guardedConnector(guard: AddressGuard, timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: guard.lookup });
  return (options, callback) => {
    const address = plainAddress(options.hostname);
    const refused = isIP(address) === 0 ? null : guard.check(address);
    if (refused !== null) callback(refused, null);
    else connect(options, callback);
  };
}
