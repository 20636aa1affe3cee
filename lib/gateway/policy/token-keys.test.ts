import { afterEach, beforeEach, expect, it } from "vitest";
import { createAddressGuard } from "../address-guard";
import { createDispatchers } from "../dispatchers";
import { movableClock } from "../errand/testing";
import type { Dispatchers } from "../parts";
import { type Backend, startBackend } from "../testing";
import { TokenKeys } from "./token-keys";

let isSilent: boolean;
let issuer: Backend;
let dispatchers: Dispatchers;

beforeEach(async () => {
  isSilent = false;
  issuer = await startBackend((_req, res) => void (isSilent || res.end('{"keys":[]}')));
  dispatchers = createDispatchers(createAddressGuard(["loopback"]));
});

afterEach(async () => {
  await dispatchers.close();
  await issuer.close();
});

it("known keys are given at once while newer ones are fetched, even from an issuer that says nothing", async () => {
  const clock = movableClock();
  const keys = new TokenKeys(dispatchers, clock);
  const first = await keys.of(issuer.url);
  isSilent = true;
  clock.advance(700_000);
  expect(await keys.of(issuer.url)).toBe(first);
  expect(await keys.of(issuer.url)).toBe(first);
  await expect.poll(() => issuer.seen.length).toBe(2);
});

it("newer keys take the place of known ones once they are there", async () => {
  const clock = movableClock();
  const keys = new TokenKeys(dispatchers, clock);
  const first = await keys.of(issuer.url);
  clock.advance(700_000);
  await expect.poll(() => keys.of(issuer.url)).not.toBe(first);
});
