/** The gateway that is sent the malformed requests: a process of its own, so that a crash is seen as one. */
import { setTimeout } from "node:timers/promises";
import { api, product, startDoor } from "@/lib/gateway/testing";

const [, , backendUrl = ""] = process.argv;
const door = await startDoor({
  catalogue: { apis: [api(backendUrl)], products: [product("starter")] },
});

process.on("message", (message) => {
  if (message === "ports") process.send?.({ port: door.port, ownPort: door.ownPort });
  else void sendRecords();
});

/** Once no call is under way. */
async function sendRecords(): Promise<void> {
  while (door.gateway.inFlight > 0) await setTimeout(10);
  process.send?.(door.records.splice(0));
}

process.on("disconnect", () => process.exit());
