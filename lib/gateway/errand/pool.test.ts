import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { dial } from "../conformance/kit";
import {
  type Backend,
  call,
  exchange,
  key,
  request,
  startBackend,
  startDoor,
  startRawBackend,
  type TestDoor,
} from "../testing";
import { backendAt, behind, movableClock } from "./testing";

const clock = movableClock();
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A backend that answers with its own name, or with a status as told. */
async function named(name: string, status: () => number = () => 200): Promise<Backend> {
  const backend = await startBackend((_req, res) => void res.writeHead(status()).end(name));
  open.push(backend);
  return backend;
}

async function doorTo(...args: Parameters<typeof behind>): Promise<TestDoor> {
  const door = await startDoor({ catalogue: behind(...args), parts: { clock } });
  open.push(door);
  return door;
}

/** A port that nobody listens on any more. */
async function deadUrl(): Promise<string> {
  const { url, close } = await startBackend();
  await close();
  return url;
}

const ask = async (door: TestDoor, method = "GET") => {
  const answer = await call(door.port, `${method} /gateway/demo/score`, [], method === "GET" ? "" : "x");
  return answer.status === 200 ? answer.body.toString() : answer.status;
};

async function askTimes(door: TestDoor, count: number) {
  const answers: (string | number)[] = [];
  for (let n = 0; n < count; n++) answers.push(await ask(door));
  return answers;
}

describe("a pool of backends", () => {
  it("takes turns by weight, evenly", async () => {
    const [a, b] = [await named("a"), await named("b")];
    const door = await doorTo([backendAt("a", a.url, { weight: 3 }), backendAt("b", b.url)]);
    expect((await askTimes(door, 8)).join("")).toBe("aabaaaba");
  });

  it("asks the next priority only while the first is resting, and comes back to it", async () => {
    let status = 503;
    const [a, b] = [await named("a", () => status), await named("b")];
    const door = await doorTo([backendAt("a", a.url), backendAt("b", b.url, { priority: 2 })], {
      failures: 2,
      restSeconds: 10,
    });
    expect(await askTimes(door, 4)).toEqual([503, 503, "b", "b"]);
    status = 200;
    clock.advance(10_001);
    expect(await askTimes(door, 3)).toEqual(["a", "a", "a"]);
  });

  it("sends batch jobs to the API's own backend alone", async () => {
    const [a, b] = [await named("a"), await named("b")];
    const door = await doorTo([backendAt("a", a.url, { weight: 1 }), backendAt("b", b.url, { weight: 9 })]);
    for (let n = 0; n < 5; n++) await call(door.port, "GET /gateway/demo/jobs/j1");
    expect([a.seen.length, b.seen.length]).toEqual([5, 0]);
  });

  it("gives each backend its own path and credential, and no other's", async () => {
    const [a, b] = [await named("a"), await named("b")];
    const door = await doorTo([
      backendAt("a", `${a.url}/one`, { credential: { kind: "bearer", token: "token-of-a" } }),
      backendAt("b", `${b.url}/two`, { credential: { kind: "query", name: "code", value: "code-of-b" } }),
    ]);
    await askTimes(door, 2);
    expect(a.seen[0]).toMatchObject({ url: "/one/score" });
    expect(a.seen[0]?.header("authorization")).toBe("Bearer token-of-a");
    expect(b.seen[0]?.url).toBe("/two/score?code=code-of-b");
    expect(b.seen[0]?.header("authorization")).toBeUndefined();
  });

  it("passes over a backend whose places are taken, and says busy when all are", async () => {
    let letGo = () => {};
    const slow = await startBackend((_req, res) => {
      letGo = () => res.end("slow");
    });
    open.push(slow);
    const b = await named("b");
    const full = { maxInFlight: 1 };
    const door = await doorTo([
      backendAt("a", slow.url, full),
      backendAt("b", b.url, { priority: 2, ...full }),
    ]);
    const waiting = ask(door);
    await expect.poll(() => slow.seen.length).toBe(1);
    expect(await ask(door)).toBe("b");
    door.publish(behind([backendAt("a", slow.url, full)], {}));
    expect(await ask(door)).toBe(503);
    letGo();
    expect(await waiting).toBe("slow");
    const again = ask(door);
    await expect.poll(() => slow.seen.length).toBe(2);
    letGo();
    expect(await again).toBe("slow");
  });
});

describe("a circuit breaker", () => {
  it("opens after failures in a row, answers 503 with when to come back, and asks one call before it closes", async () => {
    let status = 503;
    const a = await named("a", () => status);
    const door = await doorTo([backendAt("a", a.url)], { failures: 3, restSeconds: 20 });
    expect(await askTimes(door, 3)).toEqual([503, 503, 503]);
    clock.advance(5_000);
    const refused = await call(door.port, "GET /gateway/demo/score");
    expect(refused.problem().type).toBe("urn:gatehouse:refusal:backend-resting");
    expect(refused.header("retry-after")).toBe("15");
    expect(a.seen.length).toBe(3);
    expect(door.gateway.healthOf("a")).toMatchObject({ state: "open", failures: 3 });
    clock.advance(15_000);
    expect(door.gateway.healthOf("a").state).toBe("half-open");
    expect(await ask(door)).toBe(503);
    expect(door.gateway.healthOf("a").state).toBe("open");
    status = 200;
    clock.advance(20_000);
    expect(await askTimes(door, 2)).toEqual(["a", "a"]);
    expect(door.gateway.healthOf("a")).toMatchObject({ state: "closed", failures: 0 });
  });

  it("lets one call through at a time while it finds out", async () => {
    let answer = (): void => {};
    let hold = false;
    const backend = await startBackend((_req, res) => {
      answer = () => res.end("a");
      if (hold) return;
      res.writeHead(503).end();
    });
    open.push(backend);
    const door = await doorTo([backendAt("a", backend.url)], { failures: 1, restSeconds: 1 });
    expect(await ask(door)).toBe(503);
    clock.advance(1_000);
    hold = true;
    const probe = ask(door);
    await expect.poll(() => backend.seen.length).toBe(2);
    expect(await ask(door)).toBe(503);
    expect(backend.seen.length).toBe(2);
    answer();
    expect(await probe).toBe("a");
  });

  it("is not closed by an answer to a call from before it opened, nor let go of its probe by one that ends", async () => {
    const waiting: ServerResponse[] = [];
    const backend = await startBackend((_req, res) => void waiting.push(res));
    open.push(backend);
    const door = await doorTo([backendAt("a", backend.url)], { failures: 1, restSeconds: 1 });
    const asked = async (count: number) => expect.poll(() => waiting.length).toBe(count);
    const slow = ask(door);
    await asked(1);
    const leaves = await dial(door.port);
    leaves.socket.write(
      request(["GET /gateway/demo/score HTTP/1.1", `Ocp-Apim-Subscription-Key: ${key}`, "Host: h"]),
    );
    await asked(2);
    const failing = ask(door);
    await asked(3);
    waiting[2]?.writeHead(503).end();
    expect(await failing).toBe(503);
    waiting[0]?.end("late");
    expect(await slow).toBe("late");
    expect(await ask(door)).toBe(503);
    clock.advance(1_000);
    const probe = ask(door);
    await asked(4);
    leaves.socket.destroy();
    await expect.poll(() => door.records.some(({ status }) => status === 499)).toBe(true);
    expect(await ask(door)).toBe(503);
    waiting[3]?.end("back");
    expect(await probe).toBe("back");
  });

  it("counts neither what the caller did wrong nor statuses that are no failure", async () => {
    const a = await named("a", () => 400);
    const door = await doorTo([backendAt("a", a.url)], { failures: 1 });
    expect(await askTimes(door, 3)).toEqual([400, 400, 400]);
  });
});

describe("a retry", () => {
  it("goes to the next backend where nothing was reached, whatever the method", async () => {
    const b = await named("b");
    const door = await doorTo([backendAt("a", await deadUrl()), backendAt("b", b.url)], { attempts: 2 });
    for (let n = 0; n < 3; n++) expect(await ask(door, "POST")).toBe("b");
    expect(b.seen.every(({ body }) => body.toString() === "x")).toBe(true);
  });

  it("takes a body that streams along, where nobody has asked for it yet", async () => {
    const b = await named("b");
    const door = await doorTo([backendAt("a", await deadUrl()), backendAt("b", b.url)], { attempts: 2 });
    const head = ["POST /gateway/demo/score HTTP/1.1", "Host: portal.test", "Transfer-Encoding: chunked"];
    const bytes = request([...head, `Ocp-Apim-Subscription-Key: ${key}`], "4\r\nrows\r\n0\r\n\r\n");
    expect((await exchange(door.port, bytes)).body.toString()).toBe("b");
    expect(b.seen[0]?.body.toString()).toBe("rows");
  });

  it("repeats what a backend failed at only where asking twice is like asking once", async () => {
    const [a, b] = [await named("a", () => 503), await named("b")];
    const door = await doorTo([backendAt("a", a.url), backendAt("b", b.url, { priority: 2 })], {
      attempts: 2,
    });
    expect(await ask(door)).toBe("b");
    expect(await ask(door, "POST")).toBe(503);
    expect(b.seen.length).toBe(1);
  });

  it("never repeats a POST whose connection broke under it", async () => {
    const raw = await startRawBackend((socket, soFar) => {
      if (soFar.toString().includes("\r\n\r\n")) socket.destroy();
    });
    open.push(raw);
    const b = await named("b");
    const door = await doorTo([backendAt("a", raw.url), backendAt("b", b.url, { priority: 2 })], {
      attempts: 3,
    });
    expect(await ask(door, "POST")).toBe(502);
    expect(b.seen.length).toBe(0);
    expect(await ask(door)).toBe("b");
  });

  it("asks the same backend again where there is no other, as often as it may", async () => {
    let failures = 2;
    const a = await named("a", () => (failures-- > 0 ? 503 : 200));
    const door = await doorTo([backendAt("a", a.url)], { attempts: 3 });
    expect(await ask(door)).toBe("a");
    failures = 9;
    expect(await ask(door)).toBe(503);
    expect(a.seen.length).toBe(6);
  });

  it("is recorded as one call, with the last answer", async () => {
    const [a, b] = [await named("a", () => 503), await named("b")];
    const door = await doorTo([backendAt("a", a.url), backendAt("b", b.url, { priority: 2 })], {
      attempts: 2,
    });
    await ask(door);
    expect(door.records).toMatchObject([{ status: 200, refusal: null }]);
    expect(door.gateway.inFlight).toBe(0);
  });
});
