import { connection } from "next/server";
import { cache } from "react";
import { log } from "@/lib/log";
import { getLogo } from "@/lib/settings/logo";
import { logoSettings } from "@/lib/settings/logo-schema";
import { getBranding, getOrganisation } from "@/lib/settings/queries";
import { brandingSettings, organisationSettings } from "@/lib/settings/schema";

/** A page is still shown, as the product's own, when its settings cannot be read. */
async function orUsual<Settings>(read: () => Promise<Settings>, usual: Settings): Promise<Settings> {
  await connection();
  try {
    return await read();
  } catch (error) {
    log.warn({ err: error }, "the portal's settings could not be read");
    return usual;
  }
}

/** Who runs the portal and its logo, read once per request. */
export const organisation = cache(async () => {
  const [settings, logo] = await Promise.all([
    orUsual(getOrganisation, organisationSettings.parse({})),
    orUsual(getLogo, logoSettings.parse({})),
  ]);
  return { ...settings, logo };
});

/** How the portal looks and what its start page says, read once per request. */
export const branding = cache(() => orUsual(getBranding, brandingSettings.parse({})));
