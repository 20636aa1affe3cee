import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Backend, call, startBackend, startDoor, type TestDoor } from "../testing";
import { backendAt, behind, movableClock } from "./testing";

const clock = movableClock();
let backend: Backend;
let door: TestDoor;
let accepted: string[] = [];

beforeAll(async () => {
  backend = await startBackend((req, res, body) => {
    const fits = accepted.includes(req.headers.authorization ?? "");
    res.writeHead(fits ? 200 : 403).end(fits ? body : "no");
  });
  door = await startDoor({ catalogue: rotating(null), parts: { clock } });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

function rotating(fromMs: number | null) {
  const credential = { kind: "bearer", token: "present-token" } as const;
  const nextCredential = { credential: { kind: "bearer", token: "next-token" } as const, fromMs };
  return behind([backendAt("own", backend.url, { credential, nextCredential })]);
}

beforeEach(() => {
  backend.seen.length = 0;
  accepted = ["Bearer present-token", "Bearer next-token"];
});

const offered = () => backend.seen.map((seen) => seen.header("authorization"));

describe("a credential that is replaced with overlap", () => {
  it("the present one is used until the next one's time, and the next one from then on", async () => {
    door.publish(rotating(clock.now() + 60_000));
    await call(door.port, "GET /gateway/demo/score");
    clock.advance(60_000);
    await call(door.port, "GET /gateway/demo/score", ["Authorization: Bearer caller"]);
    expect(offered()).toEqual(["Bearer present-token", "Bearer next-token"]);
  });

  it("where the backend does not accept one, the other is tried once, with the same body, and the caller sees only the end", async () => {
    door.publish(rotating(null));
    accepted = ["Bearer next-token"];
    const answer = await call(door.port, "POST /gateway/demo/score", [], "rows");
    expect([answer.status, answer.body.toString()]).toEqual([200, "rows"]);
    expect(offered()).toEqual(["Bearer present-token", "Bearer next-token"]);
    accepted = [];
    backend.seen.length = 0;
    expect((await call(door.port, "POST /gateway/demo/score", [], "rows")).status).toBe(403);
    expect(offered().length).toBe(2);
  });

  it("a body that cannot be sent again is sent once", async () => {
    door.publish(rotating(null));
    accepted = ["Bearer next-token"];
    const long = "x".repeat(1024 * 1024 + 1);
    expect((await call(door.port, "POST /gateway/demo/score", [], long)).status).toBe(403);
    expect(offered()).toEqual(["Bearer present-token"]);
  });
});
