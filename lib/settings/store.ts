import type { z } from "zod";
import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Prisma, type Transaction, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { settingsMessages as text } from "@/lib/messages/en/settings";

/** Settings are documents, one under each key; see docs/decisions/046-settings-are-documents.md. */

type Store = Pick<Transaction, "setting">;

/** Whoever asks, as far as the rules about settings care. */
export type SettingsViewer = { role: "admin" | "developer" } | null;

/** @throws AppError not-allowed */
export function requireSettingsAdmin(viewer: SettingsViewer): void {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

/** What is stored under a key, its defaults filled in. */
export async function readSetting<Output>(
  key: string,
  schema: z.ZodType<Output>,
  store: Store = db(),
): Promise<Output> {
  const row = await store.setting.findUnique({ where: { key } });
  return schema.parse(row?.value ?? {});
}

/** Puts a document in place of the one there is, within a transaction of the caller's. */
export async function storeSetting(tx: Store, key: string, value: Prisma.InputJsonObject): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

interface SettingChange<Output extends Prisma.InputJsonObject> {
  key: string;
  schema: z.ZodType<Output>;
  value: Output;
  /** What the audit log calls it. */
  name: string;
}

/** Puts a document in place of the one there is, and tells the audit log. @throws AppError not-allowed */
export async function changeSetting<Output extends Prisma.InputJsonObject>(
  { viewer, actor }: { viewer: SettingsViewer; actor: Actor },
  { key, schema, value, name }: SettingChange<Output>,
): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    const before = await readSetting(key, schema, tx);
    await storeSetting(tx, key, value);
    await recordAudit(tx, actor, {
      action: "settings.update",
      targetType: "settings",
      targetId: key,
      targetName: name,
      before,
      after: value,
    });
  });
}
