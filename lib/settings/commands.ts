import type { z } from "zod";
import type { Actor } from "@/lib/audit/commands";
import { settingsMessages as text } from "@/lib/messages/en/settings";
import { checklistKey, checklistSetting } from "./checklist-queries";
import { brandingKey, organisationKey } from "./queries";
import {
  type BrandingSettings,
  brandingSettings,
  type OrganisationSettings,
  organisationSettings,
} from "./schema";
import { changeSetting, type SettingsViewer } from "./store";

interface Settler {
  viewer: SettingsViewer;
  actor: Actor;
}

/** @throws AppError not-allowed */
export function setOrganisation(settler: Settler, value: OrganisationSettings): Promise<void> {
  const { title: name } = text.organisation;
  return changeSetting(settler, { key: organisationKey, schema: organisationSettings, value, name });
}

/** @throws AppError not-allowed */
export function setBranding(settler: Settler, value: BrandingSettings): Promise<void> {
  const { title: name } = text.branding;
  return changeSetting(settler, { key: brandingKey, schema: brandingSettings, value, name });
}

/** @throws AppError not-allowed */
export function setChecklist(settler: Settler, value: z.output<typeof checklistSetting>): Promise<void> {
  const { title: name } = text.checklist;
  return changeSetting(settler, { key: checklistKey, schema: checklistSetting, value, name });
}
