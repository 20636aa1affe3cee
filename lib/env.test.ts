import { describe, expect, it } from "vitest";
import { checkProduction, EnvError, readEnv } from "./env";

describe("the environment", () => {
  it("has a default for everything that is not secret", () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      EMULATOR_PORT: 4010,
      publicUrl: "http://localhost:3000",
      host: "0.0.0.0",
      allowPrivateBackends: [],
      allowHttp: false,
    });
  });

  it("opens loopback backends and plain HTTP in a demo, and listens on this machine alone", () => {
    expect(readEnv({ DEMO: "true" })).toMatchObject({
      host: "127.0.0.1",
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
    });
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "http"],
    ["GATEWAY_PORT", "0"],
    ["PUBLIC_URL", "gatehouse.example"],
    ["PUBLIC_URL", "https://gatehouse.example/portal"],
    ["DATABASE_URL", "mysql://localhost/gatehouse"],
    ["REDIS_URL", "localhost:6379"],
    ["GATEHOUSE_SECRET", "short"],
    ["ADMIN_EMAIL", "admin"],
    ["ADMIN_PASSWORD", "secret"],
    ["ALLOW_PRIVATE_BACKENDS", "everything"],
    ["ALLOW_HTTP", "yes"],
    ["RESULT_ORIGINS", "blobs.example"],
    ["RESULT_ORIGINS", "https://blobs.example/container"],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^${name} must`));
    expect(() => readEnv({ [name]: value })).toThrow(EnvError);
  });

  it("takes an empty variable for an absent one", () => {
    const { PORT, DATABASE_URL } = readEnv({ PORT: "", DATABASE_URL: "" });
    expect([PORT, DATABASE_URL]).toEqual([3000, undefined]);
  });

  it("lets production start with a secret of its own only", () => {
    expect(() => checkProduction(readEnv({ NODE_ENV: "production" }))).toThrow(
      /^GATEHOUSE_SECRET is missing/,
    );
    checkProduction(readEnv({ NODE_ENV: "production", GATEHOUSE_SECRET: "s".repeat(32) }));
    checkProduction(readEnv({ NODE_ENV: "production", DEMO: "true" }));
  });
});
