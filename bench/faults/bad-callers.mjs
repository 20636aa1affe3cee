// 48 callers of broken backends, a process of its own. Arguments: port, key. Says when they have begun.
import { setTimeout } from "node:timers/promises";
import { call, load } from "./calls.mjs";

const [port, key] = process.argv.slice(2);
process.on("disconnect", () => process.exit());
for (const api of ["hung", "refused", "reset"]) {
  void load(
    16,
    () => false,
    async (agent) => {
      const answer = await call(Number(port), `/${api}/x`, { key, agent });
      await setTimeout(100);
      return answer;
    },
  );
}
process.send("begun");
