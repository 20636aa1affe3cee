import { env } from "@/lib/env";
import { deriveSecrets, readOrCreateMasterSecret, type Secrets } from "./secrets";

let cached: Secrets | undefined;

/**
 * The keys of this installation: from GATEHOUSE_SECRET, else (in a demo and in development) from the secret
 * kept in the data folder. Production has refused to start without GATEHOUSE_SECRET.
 */
export function installedSecrets(): Secrets {
  const { GATEHOUSE_SECRET, dataDir } = env();
  cached ??= deriveSecrets(GATEHOUSE_SECRET ?? readOrCreateMasterSecret(dataDir));
  return cached;
}
