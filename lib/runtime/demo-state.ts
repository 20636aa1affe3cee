import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emulatorIdentity } from "@/lib/emulator/identity";
import { generateKey } from "@/lib/keys/generate";

const stateSchema = z.object({
  /** The emulator's ids and key follow from it. */
  emulatorSeed: z.string(),
  admin: z.object({ email: z.string(), password: z.string() }),
  developer: z.object({
    email: z.string(),
    password: z.string(),
    subscriptionKey: z.string(),
    unlimitedKey: z.string(),
  }),
  webService: z.object({ workspace: z.string(), service: z.string(), apiKey: z.string() }),
  /** The blob storage's account. */
  storage: z.object({ account: z.string(), key: z.string() }),
});

export type DemoState = z.infer<typeof stateSchema>;

/** What an earlier version wrote: without blob storage. */
const keptSchema = stateSchema.partial({ storage: true });

/**
 * The demo's accounts, keys and ids: random, made once per data folder, kept in `demo-state.json` (mode 0600),
 * because the database holds only hashes of them.
 */
export function readOrCreateDemoState(dataDir: string): DemoState {
  const path = join(dataDir, "demo-state.json");
  try {
    return completed(path, keptSchema.parse(JSON.parse(readFileSync(path, "utf8"))));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const secret = (bytes: number) => randomBytes(bytes).toString("base64url");
  const emulatorSeed = secret(24);
  const identity = emulatorIdentity({ seed: emulatorSeed });
  const state: DemoState = {
    emulatorSeed,
    admin: { email: "admin@gatehouse.example", password: secret(12) },
    developer: {
      email: "developer@gatehouse.example",
      password: secret(12),
      subscriptionKey: generateKey(),
      unlimitedKey: generateKey(),
    },
    webService: {
      workspace: identity.workspace,
      service: identity.services.featureHashing,
      apiKey: identity.apiKeys[0] ?? "",
    },
    storage: newStorage(),
  };
  writeFileSync(path, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return state;
}

function completed(path: string, { storage, ...state }: z.infer<typeof keptSchema>): DemoState {
  if (storage) return { ...state, storage };
  const whole = { ...state, storage: newStorage() };
  writeFileSync(`${path}.new`, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return whole;
}

/** A storage key is 64 bytes in base64, as Azure's are. */
function newStorage(): DemoState["storage"] {
  return { account: "gatehousedemo", key: randomBytes(64).toString("base64") };
}

/** Where an account's blobs are: path-style, as storage emulators have it. */
export function blobEndpoint({ account }: { account: string }, port: number): string {
  return `http://127.0.0.1:${port}/${account}`;
}
