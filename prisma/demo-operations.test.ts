import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { classicOperations } from "@/lib/azureml/templates";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { generateKey } from "@/lib/keys/generate";
import { deriveSecrets } from "@/lib/keys/secrets";
import type { DemoState } from "@/lib/runtime/demo-state";
import { jsonOf } from "./demo-operations";
import { seedBase } from "./seed";
import { seedDemo } from "./seed-demo";

const state: DemoState = {
  emulatorSeed: "seed",
  admin: { email: "admin@example.com", password: "a password of the admin" },
  developer: {
    email: "developer@example.com",
    password: "a password of the developer",
    subscriptionKey: generateKey(),
    unlimitedKey: generateKey(),
  },
  webService: { workspace: "w".repeat(32), service: "s".repeat(32), apiKey: "key" },
  storage: { account: "gatehousedemo", key: Buffer.alloc(64, 1).toString("base64") },
};
const secrets = deriveSecrets("a master secret of the tests");
const seedAt = (port: number) =>
  seedDemo({
    state,
    secrets,
    emulatorUrl: "http://localhost:4010",
    blobEndpoint: `http://127.0.0.1:${port}/gatehousedemo`,
  });

const stored = z.object({ representations: z.array(z.object({ sample: z.string() })).min(1) });
const submit = () => db().operation.findFirstOrThrow({ where: { slug: "bes-submit" } });
const sampleOf = async () => stored.parse((await submit()).request).representations[0]?.sample ?? "";
const job = z.object({
  Input: z.object({ BaseLocation: z.string(), RelativeLocation: z.string(), SasBlobToken: z.string() }),
  GlobalParameters: z.object({}),
});

async function rewrite(sample: string) {
  const { id, request } = await submit();
  const { representations } = stored.parse(request);
  await db().operation.update({
    where: { id },
    data: { request: jsonOf({ ...Object(request), representations: [{ ...representations[0], sample }] }) },
  });
}

describe("the demo's BES Submit", () => {
  useTestDatabase();
  beforeEach(async () => {
    await seedBase();
    await seedAt(4011);
  });

  it("has a sample that names the demo's blob, and no account's key", async () => {
    const sample = await sampleOf();
    expect(job.parse(JSON.parse(sample)).Input).toEqual({
      BaseLocation: "http://127.0.0.1:4011/gatehousedemo/",
      RelativeLocation: "samples/texts.csv",
      SasBlobToken: expect.stringMatching(/^\?sv=.*&sp=r&/),
    });
    expect(sample).not.toContain(state.storage.key);
  });

  it("follows the blob storage to another port, and back", async () => {
    await seedAt(5011);
    expect(await sampleOf()).toContain("http://127.0.0.1:5011/gatehousedemo/");
    await seedAt(4011);
    expect(await sampleOf()).toContain("http://127.0.0.1:4011/gatehousedemo/");
  });

  it("is left as it was written when nothing moved", async () => {
    const before = await sampleOf();
    await seedAt(4011);
    expect(await sampleOf()).toBe(before);
  });

  it("of a demo from before there were blobs gets the sample", async () => {
    const { workspace, service } = state.webService;
    const [, old] = classicOperations({ workspace, service });
    await rewrite(old?.request?.representations[0]?.sample ?? "");
    await db().setting.delete({ where: { key: "demo.blobs" } });
    await seedAt(4011);
    expect(await sampleOf()).toContain("http://127.0.0.1:4011/gatehousedemo/");
  });

  it("keeps what an admin wrote instead", async () => {
    await rewrite('{"mine": true}');
    await seedAt(6011);
    expect(await sampleOf()).toBe('{"mine": true}');
  });
});
