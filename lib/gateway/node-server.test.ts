import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, type Backend, call, product, startBackend, startDoor, type TestDoor } from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend();
  door = await startDoor({ catalogue: { apis: [api(backend.url)], products: [product("starter")] } });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

describe("smoke", () => {
  it("forwards", async () => {
    const answer = await call(door.port, "POST /gateway/demo/x?y=1", [], "hello");
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe("ok");
    expect(backend.seen[0]?.body.toString()).toBe("hello");
    console.log(answer.rawHeaders, backend.seen[0]?.rawHeaders, door.records);
  });
});
