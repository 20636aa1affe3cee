import type { Transaction } from "@/lib/db/client";
import { type OrganisationSettings, organisationSettings } from "./schema";
import { readSetting } from "./store";

export const organisationKey = "organisation";

/** Who runs the portal: shown to everybody. */
export function getOrganisation(store?: Pick<Transaction, "setting">): Promise<OrganisationSettings> {
  return readSetting(organisationKey, organisationSettings, store);
}
