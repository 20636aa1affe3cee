import { z } from "zod";
import { startEmulator } from "../server";

/** An emulator as a process of its own, for tests that kill it. Its options are JSON in its first argument. */
const options = z.object({
  folder: z.string(),
  storage: z.object({ account: z.string(), key: z.string(), blobEndpoint: z.string() }),
});
const { url } = await startEmulator({ port: 0, batch: options.parse(JSON.parse(process.argv[2] ?? "")) });
console.log(url);
