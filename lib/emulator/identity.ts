import { createHash } from "node:crypto";

export interface IdentityOptions {
  /** The same seed gives the same ids and the same key on every machine. */
  seed?: string;
  workspace?: string;
  /** All keys open both web services: a primary and, for rotation, a secondary one. */
  apiKeys?: readonly string[];
}

/** Who the emulator is: ids of 32 lower-case hex digits, keys of 88 characters of base64 [doc]. */
export interface EmulatorIdentity {
  workspace: string;
  /** A second workspace without web services, so that a mismatch of workspace and service can be seen. */
  emptyWorkspace: string;
  /** The id in `/subscriptions/{id}/services/{id}`, the addresses of web services published later [seen]. */
  subscription: string;
  services: { featureHashing: string; priceRegression: string };
  apiKeys: readonly string[];
}

/** Works the ids out without starting anything, so that a seed can store them before the emulator runs. */
export function emulatorIdentity(options: IdentityOptions = {}): EmulatorIdentity {
  const { seed = "gatehouse-emulator", workspace } = options;
  if (workspace !== undefined && !/^[0-9a-f]{32}$/.test(workspace)) {
    throw new Error("The emulator's workspace must be 32 lower-case hexadecimal digits.");
  }
  const id = (name: string) => createHash("sha256").update(`${seed}:${name}`).digest("hex").slice(0, 32);
  const key = (name: string) => createHash("sha512").update(`${seed}:${name}`).digest("base64");
  return {
    workspace: workspace ?? id("workspace"),
    emptyWorkspace: id("empty workspace"),
    subscription: id("subscription"),
    services: { featureHashing: id("feature hashing"), priceRegression: id("price regression") },
    apiKeys: options.apiKeys ?? [key("primary key")],
  };
}
