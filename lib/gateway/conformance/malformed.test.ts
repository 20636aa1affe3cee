import { expect, it } from "vitest";
import { throughBothListeners } from "./kit";
import { compareViews, sendMalformed } from "./send-malformed";

/** `npm run bench:malformed` sends a hundred thousand, from a seed of its own. */
const cases = 1_500;

throughBothListeners((open) => {
  it(`${cases} malformed requests: no 500, a request id on every answer, nothing smuggled (RFC 9112 section 11.2)`, async () => {
    const road = await open();
    const place = { at: `${road.base}/demo`, port: road.port };
    const outcome = await sendMalformed({ ...place, seed: 1, cases, connections: 32 });
    while (road.door.gateway.inFlight > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(outcome.faults).toEqual([]);
    expect(compareViews(road.door.records, road.backend)).toEqual([]);
    // The cases are worth something: some pass, some are refused for their form, some wait for more.
    expect(outcome.statuses[200]).toBeGreaterThan(cases / 20);
    expect(outcome.statuses[400]).toBeGreaterThan(cases / 20);
    expect(outcome.silent).toBeGreaterThan(0);
  }, 60_000);
});
