import { describe, expect, it } from "vitest";
import { privateRangeOf } from "./backend-address";

describe("the warning about private backend addresses", () => {
  it.each([
    ["http://localhost:4010", "loopback"],
    ["http://model.localhost/", "loopback"],
    ["http://127.1/", "loopback"],
    ["http://2130706433", "loopback"],
    ["http://0x7f000001/", "loopback"],
    ["http://[::1]:80", "loopback"],
    ["http://[::ffff:127.0.0.1]", "loopback"],
    ["https://10.1.2.3", "private"],
    ["https://172.31.0.1", "private"],
    ["https://192.168.1.1./", "private"],
    ["https://[fd12:3456::1]", "private"],
    ["http://169.254.169.254/latest", "link-local"],
    ["http://[fe80::1]", "link-local"],
  ] as const)("%s is %s", (url, range) => {
    expect(privateRangeOf(url)).toBe(range);
  });

  it.each([
    "https://ussouthcentral.services.azureml.net",
    "https://172.32.0.1",
    "https://8.8.8.8",
    "nonsense",
  ])("%s is none", (url) => {
    expect(privateRangeOf(url)).toBeNull();
  });
});
