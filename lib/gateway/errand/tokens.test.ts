import { generateKeyPairSync } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAddressGuard } from "../address-guard";
import { dial } from "../conformance/kit";
import { createDispatchers } from "../dispatchers";
import { testConnection } from "../test-connection";
import { type Backend, call, key, request, startBackend, startDoor, type TestDoor } from "../testing";
import { compileVariant } from "./plan";
import {
  backendAt,
  behind,
  client,
  entra,
  movableClock,
  type OAuthServer,
  startOAuthServer,
} from "./testing";
import { Tokens } from "./tokens";

/** An OAuth server that signs tokens, and a web service that verifies them. */
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const clock = movableClock();
let oauth: OAuthServer;
let backend: Backend;
let door: TestDoor;
let accepts = (_token: string): boolean => true;

async function isFit(token: string): Promise<boolean> {
  try {
    await jwtVerify(token, keys.publicKey, { audience: "api://ml", algorithms: ["RS256"] });
    return accepts(token);
  } catch {
    return false;
  }
}

beforeAll(async () => {
  oauth = await startOAuthServer((count) =>
    new SignJWT({ count }).setProtectedHeader({ alg: "RS256" }).setAudience("api://ml").sign(keys.privateKey),
  );
  backend = await startBackend((req, res) => {
    const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1] ?? "";
    void isFit(token).then((fits) => {
      res.writeHead(fits ? 200 : 401, { "X-Echo": token });
      res.end("scored");
    });
  });
});

afterAll(async () => {
  await oauth.close();
  await backend.close();
});

beforeEach(async () => {
  oauth.mode = "tokens";
  oauth.lifeSeconds = 3600;
  oauth.seen.length = 0;
  backend.seen.length = 0;
  accepts = () => true;
  await door?.close();
  const own = backendAt("own", backend.url, { credential: entra(oauth) });
  door = await startDoor({ catalogue: behind([own]), parts: { clock } });
});

afterAll(() => door.close());

const score = (headers: string[] = []) => call(door.port, "POST /gateway/demo/score", headers, "body");

describe("Microsoft Entra client credentials", () => {
  it("fetch one token for all who wait, use it again, and let nobody see it", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => score(["Authorization: Bearer caller"])),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(oauth.seen.length).toBe(1);
    const form = new URLSearchParams(oauth.seen[0]?.body.toString());
    expect(Object.fromEntries(form)).toMatchObject({
      scope: "api://ml/.default",
      grant_type: "client_credentials",
    });
    expect(answers[0]?.header("x-echo")).toBe("[redacted]");
    expect(JSON.stringify(door.records)).not.toContain(client.clientSecret);
  });

  it("are renewed before the token ends, while calls go on with the old one, and at once when it has ended", async () => {
    await score();
    clock.advance(3_400_000);
    expect((await score()).status).toBe(200);
    const used = (): string | undefined => backend.seen.at(-1)?.header("authorization");
    const old = used();
    await expect
      .poll(async () => {
        await score();
        return used();
      })
      .not.toBe(old);
    expect(oauth.seen.length).toBe(2);
    clock.advance(3_700_000);
    expect((await score()).status).toBe(200);
    expect(oauth.seen.length).toBe(3);
  });

  it("a server that refuses is 502 of its own kind, without a word of the secret, and no call of the backend's", async () => {
    oauth.mode = "refuse";
    const refused = await score();
    expect(refused.status).toBe(502);
    expect(refused.problem().type).toBe("urn:gatehouse:refusal:backend-token");
    expect((await door.record(0)).refusalDetail).toContain("invalid_client");
    expect(JSON.stringify([door.records, refused.bytes.toString()])).not.toContain(client.clientSecret);
    expect(backend.seen).toEqual([]);
    await score();
    expect(oauth.seen.length, "a failing server is not asked by every call").toBe(1);
    oauth.mode = "tokens";
    clock.advance(1_001);
    expect((await score()).status).toBe(200);
  });

  it("a caller who leaves with half a body sent while a token is fetched harms nobody", async () => {
    oauth.mode = "silent";
    const { socket } = await dial(door.port);
    const lines = ["POST /gateway/demo/score HTTP/1.1", "Host: h", `Ocp-Apim-Subscription-Key: ${key}`];
    socket.write(request([...lines, "Transfer-Encoding: chunked"], "1\r\na\r\n"));
    await expect.poll(() => oauth.seen.length).toBe(1);
    socket.destroy();
    expect(await door.record(0)).toMatchObject({ status: 499 });
    expect(backend.seen).toEqual([]);
  });

  it("a caller who leaves while the token of a probe is fetched does not keep others from trying", async () => {
    const own = backendAt("own", backend.url, { credential: entra(oauth) });
    door.publish(behind([own], { failures: 1, restSeconds: 10 }));
    oauth.mode = "refuse";
    expect((await score()).status).toBe(502);
    clock.advance(10_000);
    oauth.mode = "silent";
    const asked = oauth.seen.length + 1;
    const { socket } = await dial(door.port);
    socket.write(
      request(["GET /gateway/demo/score HTTP/1.1", "Host: h", `Ocp-Apim-Subscription-Key: ${key}`]),
    );
    await expect.poll(() => oauth.seen.length).toBe(asked);
    socket.destroy();
    expect(await door.record(1)).toMatchObject({ status: 499 });
    oauth.hangUp();
    oauth.mode = "tokens";
    const later = async () => {
      clock.advance(20_000);
      return (await score()).status;
    };
    await expect.poll(later).toBe(200);
  });

  it("a server that says nothing is given up", async () => {
    oauth.mode = "silent";
    const variant = compileVariant(backendAt("own", backend.url), entra(oauth));
    const tokens = new Tokens(door.parts.dispatchers, clock, 50);
    if (variant?.client == null) throw new Error("no client");
    await expect(tokens.open(variant, variant.client)).rejects.toMatchObject({ code: "backend-token" });
  });

  it("a token that the backend no longer accepts is fetched anew, once, and the call repeated", async () => {
    await score();
    const first = backend.seen[0]?.header("authorization") ?? "";
    accepts = (token) => `Bearer ${token}` !== first;
    clock.advance(60_000);
    expect((await score()).status).toBe(200);
    expect(oauth.seen.length).toBe(2);
    accepts = () => false;
    clock.advance(60_000);
    expect((await score()).status).toBe(401);
    expect(oauth.seen.length).toBe(3);
  });

  it("an address of the token server that is not allowed is never connected to", async () => {
    const guarded = createDispatchers(createAddressGuard([]));
    const report = await testConnection(
      { dispatchers: guarded, clock },
      backendAt("own", backend.url, { credential: entra(oauth) }),
    );
    expect(report.failure).toMatchObject({
      code: "backend-token",
      detail: "the token endpoint: GATEHOUSE_ADDRESS",
    });
    expect(oauth.seen).toEqual([]);
    await guarded.close();
  });

  it("a connection is tested with a token of its own", async () => {
    const { dispatchers } = door.parts;
    const good = backendAt("own", backend.url, { credential: entra(oauth) });
    expect(await testConnection({ dispatchers, clock }, good)).toMatchObject({ status: 200, failure: null });
    const wrong = backendAt("own", backend.url, { credential: entra(oauth, "not the client's secret") });
    expect(await testConnection({ dispatchers, clock }, wrong)).toMatchObject({
      status: null,
      failure: { code: "backend-token" },
    });
  });
});
