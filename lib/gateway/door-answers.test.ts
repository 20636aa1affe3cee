import { afterEach, describe, expect, it } from "vitest";
import type { BackendCredential } from "./entries";
import { api, type Backend, call, product, startBackend, startDoor, type TestDoor } from "./testing";

let backend: Backend;
let door: TestDoor;

afterEach(async () => {
  await door.close();
  await backend.close();
});

/** A call whose answer carries these headers, through the portal's port and the gateway's own. */
async function answered(headers: string[], credential: BackendCredential | null = null) {
  backend = await startBackend((_req, res) => {
    res.writeHead(200, headers);
    res.end("ok");
  });
  const entry = api(backend.url);
  const apis = [{ ...entry, backend: { ...entry.backend, credential } }];
  door = await startDoor({ catalogue: { apis, products: [product("starter")] } });
  return {
    shared: await call(door.port, "GET /gateway/demo/x"),
    own: await call(door.ownPort, "GET /demo/x"),
  };
}

describe("an answer", () => {
  it.each([
    [
      { kind: "bearer", token: "backend-token" },
      "X-Echo",
      "got Bearer backend-token!",
      "got Bearer [redacted]!",
    ],
    [
      { kind: "query", name: "code", value: "a secret" },
      "Location",
      "/y?code=a%20secret",
      "/y?code=[redacted]",
    ],
    [{ kind: "basic", username: "user", password: "password1" }, "X", "password1", "[redacted]"],
  ] as const)("never echoes the backend's credential (%o)", async (credential, name, value, shown) => {
    expect((await answered([name, value], credential)).shared.header(name)).toBe(shown);
  });

  it.each([
    ["text/html", "sandbox"],
    ["image/svg+xml", "sandbox"],
    ["application/json", undefined],
  ])("of type %s cannot run as one of the portal's pages, at the portal's origin", async (type, policy) => {
    const { shared, own } = await answered(["Content-Type", type]);
    expect(shared.header("content-security-policy")).toBe(policy);
    expect(own.header("content-security-policy")).toBeUndefined();
  });
});
