// A thousand connections that say nothing, or one byte at a time, and what other callers feel of them.

import { besideOthers } from "./beside.mjs";
import { call } from "./calls.mjs";
import { helper, key } from "./gatehouse.mjs";

const count = 1_000;

export async function slowClients({ install }) {
  const gateway = await install();
  const good = (agent) => call(gateway.port, "/good/x", { key, agent });
  let stillOpen = count;
  const outcome = await besideOthers(good, async () => {
    const crowd = await helper("slow-crowd.mjs", [String(gateway.port), key, String(count)]);
    return async () => {
      stillOpen = Math.min(stillOpen, await crowd.ask());
      crowd.stop();
    };
  });
  return [{ what: `${count} idle or dribbling connections (${stillOpen} stay open)`, ...outcome }];
}
