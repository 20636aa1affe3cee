import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase, wholeDatabase } from "@/lib/db/test-database";
import { createGatewayServer } from "@/lib/gateway/node-server";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { startRuntime } from "@/lib/runtime";
import { signInWithPassword } from "@/lib/users/commands";
import { hashPassword } from "@/lib/users/password-hash";
import { POST as ADD_API } from "./apis/route";
import { admin, demoApi, readMade, request } from "./apis/testing";
import { POST as ADD_VALUE } from "./named-values/route";
import { POST as SUBSCRIBE } from "./subscriptions/route";
import { type Listener, startListener } from "./try-it/testing";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of theft know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("ALLOW_HTTP", "true");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const password = "velvet anchor thirty plums";
const credential = "the-backends-own-secret-/+=";
const namedSecret = "the-named-values-own-secret";

/** A secret in the ways in which it could be written by mistake. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const digest = createHash("sha256").update(bytes);
  const sha256 = digest.digest();
  return [
    secret,
    encodeURIComponent(secret),
    ...(["base64", "base64url", "hex"] as const).flatMap((coding) => [
      bytes.toString(coding).replace(/=+$/, ""),
      sha256.toString(coding).replace(/=+$/, ""),
    ]),
  ];
}

describe("a stolen database", () => {
  useTestDatabase();
  let backend: Listener;

  beforeAll(async () => {
    backend = await startListener((_, response) => response.end("{}"));
  });
  afterAll(() => backend.close());

  it("holds no password, no key, no credential and no secret value, however they came in", async () => {
    session.user = admin;
    await db().user.create({
      data: { ...admin, passwordHash: await hashPassword(password) },
    });
    await signInWithPassword({ email: admin.email, password }, { address: "192.0.2.1", requestId: null });
    await ADD_VALUE(request("POST", { name: "Key", secret: true, value: namedSecret }));
    await db().group.create({ data: { id: "all", name: "All", members: { create: { userId: admin.id } } } });
    await db().product.create({
      data: { id: "starter", slug: "starter", name: "Starter", groups: { create: { groupId: "all" } } },
    });
    const made = await ADD_API(
      request("POST", {
        name: demoApi.name,
        suffix: "stolen",
        schemes: "both",
        webServiceUrl: backend.url,
        productIds: ["starter"],
        credential: { kind: "bearer", secret: credential },
      }),
    );
    const { id: apiId } = await readMade(made);
    const operation = { slug: "x", displayName: "X", method: "GET", urlTemplate: "/x", position: 0 };
    await db().operation.create({ data: { apiId, ...operation } });
    const subscribed = await SUBSCRIBE(request("POST", { productId: "starter", name: "Mine" }));
    const { keys } = z
      .object({ keys: z.array(z.object({ value: z.string() })) })
      .parse(await subscribed.json());
    const secrets = [password, credential, namedSecret, ...keys.map(({ value }) => value)];
    expect(secrets).toHaveLength(5);

    const running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
    const server = createGatewayServer(running.gateway, {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const [key = ""] = keys.map(({ value }) => value);
    const answer = await fetch(`http://127.0.0.1:${port}/stolen/x?subscription-key=${key}`);
    expect(answer.status).toBe(200);
    expect(backend.requests).toMatchObject([{ headers: { authorization: `Bearer ${credential}` } }]);
    server.close();
    server.closeAllConnections();
    // Its record is written.
    await running.close();

    const stolen = await wholeDatabase();
    expect(stolen).toContain("/stolen/x");
    for (const secret of secrets) {
      for (const spelling of spellings(secret)) expect(stolen).not.toContain(spelling);
    }
    // What stands there instead, so that the search above is known to see it.
    expect(stolen).toContain(hashKey(key, installedSecrets().keyHash));
    expect(stolen).toContain("$argon2id$");
  });
});
