import type { ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/limits/counter";
import type { ApiEntry, CatalogueData } from "../entries";
import { policy } from "../policy/testing";
import {
  api,
  type Backend,
  exchange,
  key,
  product,
  request,
  startBackend,
  startDoor,
  subscription,
  type TestDoor,
} from "../testing";

const otherKey = "gate_other_key";
const path = "GET /gateway/demo/models?x=1";

let nowMs: number;
let backend: Backend;
let door: TestDoor;
/** What the backend says beside its body, which counts its answers. */
let says: Record<string, string | string[]>;
let status: number;
let body: (count: number) => string | Buffer;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  says = { "Cache-Control": "max-age=60" };
  status = 200;
  body = (count) => `answer ${count}`;
  backend = await startBackend((_req, res) => answer(res));
  const known = [subscription(), subscription({ id: "other" })];
  const byKey: Record<string, (typeof known)[0] | undefined> = { [key]: known[0], [otherKey]: known[1] };
  const parts = {
    clock: { ...systemClock, now: () => nowMs },
    subscriptions: {
      findByKey: (asked: string) => byKey[asked] ?? null,
      findById: (id: string) => known.find((one) => one.id === id) ?? null,
    },
  };
  door = await startDoor({ catalogue: catalogue(), parts });
});

afterEach(async () => {
  await door.close();
  await backend.close();
});

function answer(res: ServerResponse): void {
  res.sendDate = false;
  res.writeHead(status, { Date: new Date(nowMs).toUTCString(), ...says });
  res.end(status === 304 ? undefined : body(backend.seen.length));
}

function catalogue(seconds = 0, more: Partial<ApiEntry> = {}): CatalogueData {
  const cache = { mode: "on", seconds } as const;
  return {
    apis: [api(backend.url, more)],
    products: [product("starter")],
    policies: [policy("api", "demo", { response: { cache } })],
  };
}

/** Null: without a key. */
async function get(headers: string[] = [], line = path, withKey: string | null = key) {
  const keys = withKey === null ? [] : [`Ocp-Apim-Subscription-Key: ${withKey}`];
  const got = await exchange(
    door.port,
    request([`${line} HTTP/1.1`, "Host: portal.test", ...keys, ...headers]),
  );
  return { ...got, text: got.body.toString(), cache: got.header("cache-status") };
}

describe("an answer that says how long it is fresh", () => {
  it("is given again until then, with its age and its own length, and no backend is asked", async () => {
    expect(await get()).toMatchObject({ text: "answer 1", cache: "gatehouse; fwd=miss" });
    nowMs += 42_000;
    const again = await get();
    expect(again).toMatchObject({ status: 200, text: "answer 1", cache: "gatehouse; hit; ttl=18" });
    expect(again.header("age")).toBe("42");
    expect(again.header("content-length")).toBe("8");
    nowMs += 19_000;
    expect((await get()).text).toBe("answer 2");
    expect(backend.seen).toHaveLength(2);
  });

  it("counts the age that it came with", async () => {
    says.Age = "50";
    await get();
    nowMs += 9_000;
    expect((await get()).header("age")).toBe("59");
    nowMs += 2_000;
    expect((await get()).text).toBe("answer 2");
  });

  it("answers HEAD too, without its body; HEAD itself leaves nothing", async () => {
    const head = path.replace("GET", "HEAD");
    await get([], head);
    await get();
    expect(await get([], head)).toMatchObject({ text: "", cache: "gatehouse; hit; ttl=60" });
    expect(backend.seen.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
  });

  it("answers who has it already with 304, by tag or by date", async () => {
    says = { ...says, ETag: '"a"', "Last-Modified": "Wed, 31 Dec 2025 10:00:00 GMT" };
    await get();
    const known = await get(['If-None-Match: "b", W/"a"']);
    expect(known).toMatchObject({ status: 304, text: "" });
    expect([known.header("etag"), known.header("content-length")]).toEqual(['"a"', undefined]);
    expect((await get(["If-Modified-Since: Wed, 31 Dec 2025 10:00:00 GMT"])).status).toBe(304);
    expect(await get(['If-None-Match: "b"'])).toMatchObject({ status: 200, text: "answer 1" });
    expect(backend.seen).toHaveLength(1);
  });

  it("is kept apart by what it varies by, by path, by query, by key and by the caller's own Authorization", async () => {
    says.Vary = "Accept-Language";
    await get(["Accept-Language: de"]);
    await get(["Accept-Language: en"]);
    await get(["Accept-Language: de"], path.replace("x=1", "x=2"));
    await get(["Accept-Language: de"], path, otherKey);
    await get(["Accept-Language: de", "Authorization: Bearer a"]);
    expect(backend.seen).toHaveLength(5);
    expect((await get(["Accept-Language: de"])).text).toBe("answer 1");
    expect((await get(["Accept-Language: en"])).text).toBe("answer 2");
    expect((await get(["Accept-Language: de", "Authorization: Bearer a"])).text).toBe("answer 5");
  });

  it("is forgotten when its place is changed, for everybody, and not when a change fails", async () => {
    await get();
    await get([], path, otherKey);
    status = 409;
    await get([], path.replace("GET", "PUT"));
    expect((await get()).text).toBe("answer 1");
    status = 200;
    await get([], path.replace("GET", "PUT"));
    expect((await get()).text).toBe("answer 5");
    expect((await get([], path, otherKey)).text).toBe("answer 6");
  });

  it("is forgotten when an administrator changes the catalogue", async () => {
    await get();
    door.publish(catalogue());
    expect((await get()).text).toBe("answer 2");
  });

  it("is not given to who may not call any more", async () => {
    await get();
    expect((await get([], path, "gate_unknown")).status).toBe(401);
  });

  it("passes the answer's policies and limits each time", async () => {
    const limits = [{ id: "two", kind: "rate", measure: "calls", limit: 2, periodSeconds: 60 }] as const;
    const response = {
      cache: { mode: "on", seconds: 0 },
      headers: [{ action: "set", name: "X-Set", value: "here" }],
    } as const;
    door.publish({ ...catalogue(), policies: [policy("api", "demo", { limits, response })] });
    await get();
    expect((await get()).header("x-set")).toBe("here");
    expect((await get()).status).toBe(429);
    expect(door.records.map(({ backendMs }) => backendMs === null)).toEqual([false, true, true]);
  });
});

it("two users of one key are told apart by the token that a policy asks for, in whichever header", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256" };
  const issuer = await startBackend((_req, res) => void res.end(JSON.stringify({ keys: [jwk] })));
  const token = {
    required: true,
    header: "X-Id-Token",
    issuer: "https://issuer.test",
    audiences: ["scores"],
    keysUrl: issuer.url,
    algorithms: ["ES256"],
  };
  const cache = { mode: "on", seconds: 0 } as const;
  const rule = policy("api", "demo", { access: { token }, response: { cache } });
  door.publish({ ...catalogue(), policies: [rule] });
  const as = async (subject: string) => {
    const claims = new SignJWT({ sub: subject }).setIssuer(token.issuer).setAudience("scores");
    const signed = await claims
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .setExpirationTime((nowMs + 300_000) / 1000)
      .sign(privateKey);
    return [`X-Id-Token: ${signed}`];
  };
  const [alice, bob] = [await as("alice"), await as("bob")];
  expect((await get(alice)).text).toBe("answer 1");
  expect((await get(bob)).text).toBe("answer 2");
  expect((await get(alice)).text).toBe("answer 1");
  await issuer.close();
});

describe("an answer is not kept", () => {
  const refusing: [string, Record<string, string | string[]>][] = [
    ["no-store", { "Cache-Control": "no-store, max-age=60" }],
    ["no-cache", { "Cache-Control": "no-cache" }],
    ["nothing of it", {}],
    ["an end that is over", { Expires: "Wed, 31 Dec 2025 10:00:00 GMT" }],
    ["that it varies by anything", { "Cache-Control": "max-age=60", Vary: "*" }],
    ["a cookie", { "Cache-Control": "max-age=60", "Set-Cookie": ["a=1", "b=2"] }],
  ];
  it.each(refusing)("that says %s", async (_, headers) => {
    says = headers;
    await get();
    expect(await get()).toMatchObject({ text: "answer 2", cache: "gatehouse; fwd=miss" });
  });

  it.each(["Range: bytes=0-3", "Cookie: a=1", 'If-Match: "a"', "Cache-Control: No-Store"])(
    "for a call with %s",
    async (header) => {
      await get([header]);
      expect((await get()).text).toBe("answer 2");
    },
  );

  it("of a status that asks for another try", async () => {
    status = 503;
    await get();
    expect((await get()).text).toBe("answer 2");
  });

  it("that is longer than a MiB, and it passes whole", async () => {
    body = () => Buffer.alloc(1024 * 1024 + 1, "x");
    expect((await get()).text).toHaveLength(1024 * 1024 + 1);
    await get();
    expect(backend.seen).toHaveLength(2);
  });

  it("about jobs, which are followed", async () => {
    for (let n = 0; n < 2; n++) await get([], "GET /gateway/demo/jobs/7");
    expect(backend.seen).toHaveLength(2);
  });

  it("that is one caller's alone, where calls need no key", async () => {
    says = { "Cache-Control": "private, max-age=60" };
    door.publish(catalogue(0, { requiresSubscription: false }));
    for (let n = 0; n < 2; n++) await get([], path, null);
    expect(backend.seen).toHaveLength(2);
    await get();
    expect((await get()).text).toBe("answer 3");
  });
});

describe("a caller", () => {
  it.each(["Cache-Control: no-cache", "Pragma: no-cache", "Cache-Control: max-age=5"])(
    "who asks with %s gets a new answer, which is kept in its place",
    async (header) => {
      await get();
      nowMs += 10_000;
      expect((await get([header])).text).toBe("answer 2");
      expect((await get()).text).toBe("answer 2");
    },
  );

  it("who would take a stale one gets none", async () => {
    await get();
    nowMs += 61_000;
    expect((await get(["Cache-Control: max-stale=600"])).text).toBe("answer 2");
  });
});

it("an answer that says nothing is kept as long as the policy says, and only a good one", async () => {
  says = {};
  door.publish(catalogue(10));
  await get();
  nowMs += 9_000;
  expect((await get()).text).toBe("answer 1");
  nowMs += 2_000;
  status = 404;
  expect((await get()).text).toBe("answer 2");
  expect((await get()).text).toBe("answer 3");
});

it("answers that must be validated when stale are given while fresh", async () => {
  says = { "Cache-Control": "max-age=60, must-revalidate" };
  await get();
  expect((await get()).text).toBe("answer 1");
});

it("the least recently used go when all come to 32 MiB", async () => {
  body = () => Buffer.alloc(1000 * 1024, "x");
  const at = (n: number) => get([], `GET /gateway/demo/${n}`);
  for (let n = 0; n < 32; n++) await at(n);
  await at(0);
  await at(32);
  await at(33);
  const asked = backend.seen.length;
  await at(0);
  expect(backend.seen).toHaveLength(asked);
  await at(1);
  expect(backend.seen).toHaveLength(asked + 1);
});

it("a wider scope's cache is switched off by a narrower one, and the dry run tells what holds", async () => {
  const steps = () =>
    door.gateway.dryRun({
      method: "GET",
      target: "/demo/models",
      headers: [],
      clientAddress: "127.0.0.1",
      subscriptionId: "sub",
    });
  expect((await steps()).map(({ verdict }) => verdict).join()).toContain(
    "answers are kept while they are fresh",
  );
  const off = policy("api", "demo", { response: { cache: { mode: "off", seconds: 0 } } });
  const on = policy("global", "all", { response: { cache: { mode: "on", seconds: 60 } } });
  door.publish({ ...catalogue(), policies: [on, off] });
  await get();
  expect((await get()).text).toBe("answer 2");
});
