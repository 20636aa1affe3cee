import { connection } from "next/server";
import { cache } from "react";
import { log } from "@/lib/log";
import { getOrganisation } from "@/lib/settings/queries";
import { type OrganisationSettings, organisationSettings } from "@/lib/settings/schema";

/** Who runs the portal, read once per request. A page is still shown, under the product's own name, when it cannot be read. */
export const organisation = cache(async (): Promise<OrganisationSettings> => {
  await connection();
  try {
    return await getOrganisation();
  } catch (error) {
    log.warn({ err: error }, "the organisation's settings could not be read");
    return organisationSettings.parse({});
  }
});
