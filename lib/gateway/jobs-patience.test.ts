import { afterEach, expect, it, vi } from "vitest";
import { holdJobOwners } from "./jobs";
import { compileCatalogue } from "./match";
import type { JobOwners } from "./parts";
import { readTarget } from "./target";
import { api, product, subscription } from "./testing";

afterEach(() => {
  vi.useRealTimers();
});

it("a call about a job is refused with 503, and never hangs, while the database is silent", async () => {
  vi.useFakeTimers();
  const silent: JobOwners = { ownerOf: () => new Promise(() => {}), bind: async () => {} };
  const catalogue = compileCatalogue({ apis: [api("http://127.0.0.1:9")], products: [product("starter")] });
  const route = catalogue.match("GET", readTarget("/demo/jobs/2f0d"));
  if (route.refusal !== null) throw new Error("the job's path is not known");
  const held = expect(holdJobOwners({ jobs: silent }, route, subscription())).rejects.toMatchObject({
    code: "jobs-unavailable",
    retryAfterSeconds: 5,
  });
  await vi.advanceTimersByTimeAsync(3_000);
  await held;
});
