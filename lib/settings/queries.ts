import type { Transaction } from "@/lib/db/client";
import {
  type BrandingSettings,
  brandingSettings,
  type OrganisationSettings,
  organisationSettings,
} from "./schema";
import { readSetting } from "./store";

export const organisationKey = "organisation";
export const brandingKey = "branding";

/** Who runs the portal: shown to everybody. */
export function getOrganisation(store?: Pick<Transaction, "setting">): Promise<OrganisationSettings> {
  return readSetting(organisationKey, organisationSettings, store);
}

/** How the portal looks and what its start page says: shown to everybody. */
export function getBranding(): Promise<BrandingSettings> {
  return readSetting(brandingKey, brandingSettings);
}
