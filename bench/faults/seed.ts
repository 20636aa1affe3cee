/** What the faults' gateways begin with: one subscription whose limits are never met, and an API for each kind of backend. */
import { credentialPlace } from "@/lib/catalogue/credential-place";
import { closeDatabase, db, openDatabase } from "@/lib/db/client";
import { databaseTarget } from "@/lib/db/connection";
import { migrate } from "@/lib/db/migrate";
import { raiseRevision } from "@/lib/db/revision";
import { env } from "@/lib/env";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";

const [, , command = "", ...args] = process.argv;
const { DATABASE_URL, dataDir } = env();
const target = databaseTarget({ databaseUrl: DATABASE_URL, dataDir });

/** Counted and stored as any others, and never met. */
const limits = [
  { id: "rate", kind: "rate", measure: "calls", limit: 1_000_000_000, periodSeconds: 60 },
  { id: "quota", kind: "quota", measure: "calls", limit: 1_000_000_000_000, periodSeconds: 604_800 },
];

/** `seed KEY name=url ...` */
async function seed([key = "", ...backends]: string[]): Promise<void> {
  await migrate(target);
  openDatabase(target);
  const user = await db().user.create({ data: { email: "faults@example.com", name: "Faults" } });
  const product = await db().product.create({ data: { name: "Faults", slug: "faults", limits } });
  const startsAt = new Date();
  const owner = { name: "Faults", userId: user.id, productId: product.id, state: "active", startsAt };
  const { id } = await db().subscription.create({ data: owner });
  const hash = hashKey(key, installedSecrets().keyHash);
  await db().subscriptionKey.create({
    data: { subscriptionId: id, slot: "primary", hash, prefix: "gate_", lastFour: key.slice(-4) },
  });
  for (const backend of backends) {
    const [name = "", url = ""] = backend.split("=");
    const { id: backendId } = await db().backend.create({
      data: { url, connectTimeoutMs: 1_000, headersTimeoutMs: 2_000, credentialKind: "bearer" },
    });
    const credentialSealed = seal("b".repeat(88), installedSecrets().seal, credentialPlace(backendId));
    await db().backend.update({ where: { id: backendId }, data: { credentialSealed } });
    const api = await db().api.create({
      data: { name, slug: name, suffix: name, schemes: "both", backendId },
    });
    await db().productApi.create({ data: { productId: product.id, apiId: api.id } });
    for (const method of ["GET", "POST"]) {
      const row = {
        apiId: api.id,
        slug: method,
        displayName: method,
        method,
        urlTemplate: "/*",
        position: 0,
      };
      await db().operation.create({ data: row });
    }
  }
}

/** Suspends the subscription as the portal does, state and revision in one transaction, and says when that was. */
async function suspend(): Promise<void> {
  openDatabase(target);
  await db().$transaction(async (tx) => {
    await tx.subscription.updateMany({ data: { state: "suspended" } });
    await raiseRevision(tx, "subscriptions");
  });
  process.stdout.write(String(Date.now()));
}

/** How many calls were recorded: `answered` ones, or all. */
async function count(which = ""): Promise<void> {
  openDatabase(target);
  const where = which === "answered" ? { status: 200 } : {};
  process.stdout.write(String(await db().call.count({ where })));
}

if (command === "seed") await seed(args);
else if (command === "suspend") await suspend();
else await count(args[0]);
await closeDatabase();
