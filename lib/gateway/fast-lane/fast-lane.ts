import type { Server } from "node:http";
import type { Socket } from "node:net";
import { writeRaw } from "../malformed";
import type { Gateway } from "../parts";
import { refuse } from "../refusal";
import { LaneConnection, type LanePlace } from "./lane-connection";

const sweepMs = 5_000;
/** How long a connection may lie idle between calls, and how long until its first. */
const idleMs = 65_000;
const firstMs = 20_000;
/** How long a whole head may wait for the rest of a small body before the whole parser takes over its clock. */
const bodyMs = 2_000;

/**
 * Reads plain calls off a server's connections before node:http does, at a fraction of its cost. A connection whose next
 * request is anything but a plain one of the gateway's is handed to node:http with every byte it brought, for good:
 * whatever is odd is read, refused and timed there, and only there.
 */
export function openFastLane(
  server: Server,
  gateway: Gateway,
  place: Omit<LanePlace, "isLast" | "onOver">,
): void {
  const toNode = server.listeners("connection") as ((this: Server, socket: Socket) => void)[];
  server.removeAllListeners("connection");
  const connections = new Set<LaneConnection>();
  const lanePlace: LanePlace = {
    ...place,
    // Once the server takes no more connections, those that are open end with their next answer.
    isLast: () => !server.listening,
    onOver(connection, socket) {
      connections.delete(connection);
      if (socket !== null) for (const take of toNode) take.call(server, socket);
    },
  };
  server.on("connection", (socket: Socket) => {
    connections.add(new LaneConnection(socket, gateway, lanePlace));
  });

  const sweep = setInterval(() => {
    const now = performance.now();
    for (const connection of connections) closeLate(connection, now);
  }, sweepMs);
  sweep.unref();
  server.once("close", () => clearInterval(sweep));

  const closeIdle = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    closeIdle();
    for (const connection of connections) if (connection.isIdle) connection.socket.destroy();
  };
}

function closeLate(connection: LaneConnection, now: number): void {
  const waitedMs = now - connection.sinceMs;
  if (connection.isWaitingForBody) {
    if (waitedMs > bodyMs) connection.handOver();
  } else if (connection.isIdle) {
    if (connection.served === 0 && waitedMs > firstMs) writeRaw(connection.socket, refuse("request-timeout"));
    else if (waitedMs > idleMs) connection.socket.destroy();
  }
}
