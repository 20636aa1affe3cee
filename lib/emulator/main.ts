import { type Emulator, type EmulatorOptions, startEmulator } from "./server";

/** Starts the emulator as a process of its own: prints how to call it and stops on SIGINT and SIGTERM. */
export async function runEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  console.log(describeEmulator(emulator));
  const stop = () => void emulator.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return emulator;
}

/** What a person needs to call the web services, with a line to paste. */
export function describeEmulator({ url, identity, services }: Emulator): string {
  const [key = ""] = identity.apiKeys;
  const address = `${url}/workspaces/${identity.workspace}/services/${identity.services.featureHashing}`;
  return [
    `AzureML emulator: ${url}`,
    `Workspace:        ${identity.workspace}`,
    ...services.map(({ id, name }) => `Web service:      ${id}  ${name}`),
    `API key:          ${key}`,
    "",
    "Try it:",
    `curl '${address}/execute?api-version=2.0&details=true' -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[["This is a good day"]]}},"GlobalParameters":{}}'`,
  ].join("\n");
}
