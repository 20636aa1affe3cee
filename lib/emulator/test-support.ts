import { afterEach } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "./server";

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** A real listening emulator on a free port, closed after the test. */
export async function startForTest(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0, ...options });
  running.push(emulator);
  return emulator;
}

export const goodDay = { ColumnNames: ["Col2"], Values: [["This is a good day"]] };

interface ExecuteOptions {
  service?: "featureHashing" | "priceRegression";
  query?: string;
  headers?: Record<string, string>;
  /** The whole path, instead of the service's own. */
  path?: string;
}

/** Posts a body to a web service: text as it is, anything else as JSON. The first API key is sent by itself. */
export function execute(
  { url, identity }: Emulator,
  body: unknown,
  { service = "featureHashing", query = "api-version=2.0&details=true", headers, path }: ExecuteOptions = {},
): Promise<Response> {
  const own = `/workspaces/${identity.workspace}/services/${identity.services[service]}/execute`;
  return fetch(`${url}${path ?? own}?${query}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${identity.apiKeys[0]}`,
      "Content-Type": "application/json",
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export function callGoodDay(emulator: Emulator, options: ExecuteOptions = {}): Promise<Response> {
  return execute(emulator, { Inputs: { input1: goodDay }, GlobalParameters: {} }, options);
}
