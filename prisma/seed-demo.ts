import { credentialPlace } from "@/lib/catalogue/credential-place";
import type { OperationInput } from "@/lib/catalogue/schema";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { generateKey } from "@/lib/keys/generate";
import { hashKey } from "@/lib/keys/hash";
import { keyHint } from "@/lib/keys/mask";
import { seal } from "@/lib/keys/seal";
import type { Secrets } from "@/lib/keys/secrets";
import type { DemoState } from "@/lib/runtime/demo-state";
import { hashPassword } from "@/lib/users/password-hash";
import { demoApiSlug, demoOperations, followBlobs, jsonOf, rememberBlobs, slugOf } from "./demo-operations";

interface DemoOptions {
  state: DemoState;
  emulatorUrl: string;
  /** Where the demo's blobs are. */
  blobEndpoint: string;
  secrets: Secrets;
}

const demoSetting = "demo";

/** The demo: an admin, a developer with both subscriptions, and the AzureML Demo API before the emulator. Once per database. */
export async function seedDemo(options: DemoOptions): Promise<void> {
  const { state, blobEndpoint, emulatorUrl, secrets } = options;
  const seeded = await db().setting.findUnique({ where: { key: demoSetting } });
  if (seeded) {
    await followEmulator(emulatorUrl);
    return followBlobs(options);
  }
  const operations = await demoOperations(options);
  const [adminPassword, developerPassword] = await Promise.all([
    hashPassword(state.admin.password),
    hashPassword(state.developer.password),
  ]);
  await transact(async (tx) => {
    const now = new Date();
    const account = { state: "active", emailConfirmedAt: now };
    await tx.user.create({
      data: {
        ...account,
        email: state.admin.email,
        name: "Demo Admin",
        role: "admin",
        passwordHash: adminPassword,
      },
    });
    const developer = await tx.user.create({
      data: {
        ...account,
        email: state.developer.email,
        name: "Demo Developer",
        passwordHash: developerPassword,
      },
    });
    const products = await tx.product.findMany({ orderBy: { position: "asc" } });
    await createDemoApi(
      tx,
      { ...options, operations },
      products.map(({ id }) => id),
    );
    for (const product of products) {
      const key = product.slug === "starter" ? state.developer.subscriptionKey : state.developer.unlimitedKey;
      await createSubscription(tx, { userId: developer.id, product, key, secrets, now });
    }
    await tx.setting.create({ data: { key: demoSetting, value: { emulatorUrl } } });
    await rememberBlobs(tx, blobEndpoint, operations);
    await raiseRevision(tx, "catalogue");
    await raiseRevision(tx, "subscriptions");
  });
}

/** The emulator's port may have changed since the last start: the demo's backend follows, unless it was pointed elsewhere. */
async function followEmulator(emulatorUrl: string): Promise<void> {
  await transact(async (tx) => {
    const setting = await tx.setting.findUnique({ where: { key: demoSetting } });
    const previous = setting?.value;
    const previousUrl =
      typeof previous === "object" && previous !== null && "emulatorUrl" in previous
        ? previous.emulatorUrl
        : null;
    if (typeof previousUrl !== "string" || previousUrl === emulatorUrl) return;
    await tx.backend.updateMany({ where: { url: previousUrl }, data: { url: emulatorUrl } });
    await tx.setting.update({ where: { key: demoSetting }, data: { value: { emulatorUrl } } });
    await raiseRevision(tx, "catalogue");
  });
}

async function createDemoApi(
  tx: Transaction,
  { state, emulatorUrl, secrets, operations }: DemoOptions & { operations: readonly OperationInput[] },
  productIds: string[],
): Promise<void> {
  const { apiKey } = state.webService;
  const backend = await tx.backend.create({ data: { url: emulatorUrl } });
  await tx.backend.update({
    where: { id: backend.id },
    data: {
      credentialKind: "bearer",
      credentialSealed: seal(apiKey, secrets.seal, credentialPlace(backend.id)),
      credentialSetAt: new Date(),
    },
  });
  await tx.api.create({
    data: {
      name: "AzureML Demo API",
      slug: demoApiSlug,
      summary: "Scores texts with an AzureML web service: request/response and batch.",
      description: demoDescription,
      suffix: "azureml-demo",
      schemes: "https",
      featured: true,
      tags: ["azureml", "text"],
      backendId: backend.id,
      products: { create: productIds.map((productId) => ({ productId })) },
      operations: {
        create: operations.map((operation, position) => ({
          slug: slugOf(operation),
          displayName: operation.displayName,
          description: operation.description,
          method: operation.method,
          urlTemplate: operation.urlTemplate,
          position,
          parameters: jsonOf(operation.parameters),
          request: operation.request === null ? undefined : jsonOf(operation.request),
          responses: jsonOf(operation.responses),
        })),
      },
    },
  });
}

const demoDescription = `An AzureML web service behind Gatehouse. **SimpleFeatureHashingExperiment** turns a text into
numbers: it hashes the text's words and pairs of words into eight buckets and counts them.

- **RRS Execute** scores a few rows at once and answers with their results.
- **BES Submit, Start, Status and Delete** run a batch job over data in blob storage.

The backend's key is stored here and added by the gateway: callers need their own subscription key and nothing else.`;

interface DemoSubscription {
  userId: string;
  product: { id: string; name: string };
  key: string;
  secrets: Secrets;
  now: Date;
}

async function createSubscription(tx: Transaction, { userId, product, key, secrets, now }: DemoSubscription) {
  const keys = [
    { slot: "primary", key },
    { slot: "secondary", key: generateKey() },
  ];
  await tx.subscription.create({
    data: {
      name: `Demo ${product.name}`,
      userId,
      productId: product.id,
      state: "active",
      startsAt: now,
      termsAcceptedAt: now,
      keys: {
        create: keys.map((one) => ({
          slot: one.slot,
          hash: hashKey(one.key, secrets.keyHash),
          ...keyHint(one.key),
        })),
      },
    },
  });
}
