import { closeDatabase, openDatabase } from "@/lib/db/client";
import { databaseTarget } from "@/lib/db/connection";
import { migrate } from "@/lib/db/migrate";
import { EnvError, env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";
import { seedBase } from "@/prisma/seed";
import { seedDemo } from "@/prisma/seed-demo";
import { blobEndpoint, readOrCreateDemoState } from "./demo-state";

/** Before the server starts: the database up to date, and what an empty one begins with. */
async function prepare(): Promise<void> {
  const { DATABASE_URL, dataDir, demo, EMULATOR_PORT, BLOB_PORT } = env();
  const target = databaseTarget({ databaseUrl: DATABASE_URL, dataDir });
  await migrate(target);
  openDatabase(target);
  await seedBase();
  if (demo) {
    const state = readOrCreateDemoState(dataDir);
    await seedDemo({
      state,
      blobEndpoint: blobEndpoint(state.storage, BLOB_PORT),
      emulatorUrl: `http://localhost:${EMULATOR_PORT}`,
      secrets: installedSecrets(),
    });
  }
  await closeDatabase();
}

// The database and what lies beside it are for this account's eyes only.
process.umask(0o077);
try {
  await prepare();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
