import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { addressMatcher } from "./addresses";
import { nodeCaller } from "./node-caller";

function requestFrom(peer: string, headers: Record<string, string>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  return Object.assign(new IncomingMessage(socket), { headers });
}

const proxies = addressMatcher(["10.0.0.0/8"]);

describe("the caller of a request", () => {
  test("is the connection's other end, whatever it says about itself", () => {
    const request = requestFrom("::ffff:203.0.113.7", {
      "x-forwarded-for": "198.51.100.1",
      "x-forwarded-proto": "https",
    });
    expect(nodeCaller(request, proxies)).toEqual({
      scheme: "http",
      clientAddress: "203.0.113.7",
      forwardedFor: "203.0.113.7",
      forwardedHost: null,
    });
  });

  test("is, behind trusted proxies, the last address that is none of them", () => {
    const request = requestFrom("10.0.0.1", {
      "x-forwarded-for": "192.0.2.66, 198.51.100.1:4711, 10.0.0.2",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "portal.example",
    });
    expect(nodeCaller(request, proxies)).toEqual({
      scheme: "https",
      clientAddress: "198.51.100.1",
      forwardedFor: "192.0.2.66, 198.51.100.1, 10.0.0.2, 10.0.0.1",
      forwardedHost: "portal.example",
    });
  });

  test("is the proxy itself when it names nobody", () => {
    expect(nodeCaller(requestFrom("10.0.0.1", {}), proxies).clientAddress).toBe("10.0.0.1");
    expect(nodeCaller(requestFrom("10.0.0.1", { "x-forwarded-for": "unknown" }), proxies).clientAddress).toBe(
      "10.0.0.1",
    );
  });
});
