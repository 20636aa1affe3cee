import { createHash } from "node:crypto";
import { z } from "zod";
import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Transaction, transact } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { settingsMessages } from "@/lib/messages/en/settings";
import { type LogoSettings, type LogoTheme, logoSettings, logoThemes, longestLogoBytes } from "./logo-schema";
import { readImage } from "./read-image";
import { readSetting, requireSettingsAdmin, type SettingsViewer, storeSetting } from "./store";

/**
 * The organisation's logo: what is known of it in one setting, which every page reads, the bytes in another.
 * docs/decisions/098-the-logo-is-a-bitmap.md
 */

const text = settingsMessages.logo;
const key = "logo";
const bytesKey = (theme: LogoTheme) => `logo-bytes-${theme}`;
const storedBytes = z.object({ hash: z.string(), type: z.string(), base64: z.string() });

type Store = Pick<Transaction, "setting">;

export function getLogo(store?: Store): Promise<LogoSettings> {
  return readSetting(key, logoSettings, store);
}

const longestSide = 2_000;

/** A picture as it is kept. @throws AppError invalid-input naming the field */
export function checkLogo(base64: string) {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > longestLogoBytes) throw fieldError("data", text.tooLarge);
  const facts = readImage(bytes);
  if (facts === null) throw fieldError("data", text.unknown);
  if (Math.max(facts.width, facts.height) > longestSide) throw fieldError("data", text.tooWide(longestSide));
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { mark: { hash, ...facts }, base64: bytes.toString("base64") };
}

interface Settler {
  viewer: SettingsViewer;
  actor: Actor;
}

/** @throws AppError not-allowed, or invalid-input for what is no picture of ours */
export async function setLogo({ viewer, actor }: Settler, theme: LogoTheme, base64: string): Promise<void> {
  requireSettingsAdmin(viewer);
  checkLogo(base64);
  await transact((tx) => changeLogo(tx, actor, theme, base64));
}

/** @throws AppError not-allowed */
export async function removeLogo({ viewer, actor }: Settler, theme: LogoTheme): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact((tx) => changeLogo(tx, actor, theme, null));
}

async function changeLogo(
  tx: Transaction,
  actor: Actor,
  theme: LogoTheme,
  base64: string | null,
): Promise<void> {
  const before = await getLogo(tx);
  await storeLogo(tx, theme, base64);
  await recordAudit(tx, actor, {
    action: "settings.update",
    targetType: "settings",
    targetId: key,
    targetName: text.title,
    before: { [theme]: before[theme] },
    after: { [theme]: (await getLogo(tx))[theme] },
  });
}

/** Puts a picture in place of the one there is, or takes it away. */
export async function storeLogo(tx: Store, theme: LogoTheme, base64: string | null): Promise<void> {
  const logo = await getLogo(tx);
  if (base64 === null) {
    await storeSetting(tx, key, { ...logo, [theme]: null });
    await tx.setting.deleteMany({ where: { key: bytesKey(theme) } });
    return;
  }
  const { mark, base64: data } = checkLogo(base64);
  await storeSetting(tx, key, { ...logo, [theme]: mark });
  await storeSetting(tx, bytesKey(theme), { hash: mark.hash, type: mark.type, base64: data });
}

/** The picture for a theme, or null. */
export async function readLogo(theme: LogoTheme, store: Store = db()) {
  const row = await store.setting.findUnique({ where: { key: bytesKey(theme) } });
  return row ? storedBytes.parse(row.value) : null;
}

/** A picture that is in use, by its hash. @throws AppError not-found */
export async function getLogoFile(hash: string): Promise<{ type: string; bytes: Buffer }> {
  for (const theme of logoThemes) {
    const found = await readLogo(theme);
    if (found?.hash === hash) return { type: found.type, bytes: Buffer.from(found.base64, "base64") };
  }
  throw new AppError("not-found", text.notFound);
}
