import { z } from "zod";
import { db } from "@/lib/db/client";
import { existing } from "@/lib/users/queries";
import { organisationKey } from "./queries";
import { readSetting, requireSettingsAdmin, type SettingsViewer } from "./store";

export const checklistKey = "checklist";
export const checklistSetting = z.strictObject({ dismissed: z.boolean().default(false) });

/**
 * What a new portal still lacks, each answer from what is there, and the API to try it with; null when nothing is missing or an administrator has
 * put the list away. @throws AppError not-allowed
 */
export async function findChecklist(viewer: SettingsViewer) {
  requireSettingsAdmin(viewer);
  if ((await readSetting(checklistKey, checklistSetting)).dismissed) return null;
  const one = { select: { id: true } } as const;
  const [organisation, api, tested, offered, developer, called] = await Promise.all([
    db().setting.findUnique({ where: { key: organisationKey }, select: { key: true } }),
    db().api.findFirst(one),
    db().call.findFirst({ ...one, where: { backendMs: { not: null }, status: { lt: 500 } } }),
    db().product.findFirst({ ...one, where: { published: true, apis: { some: {} } } }),
    db().user.findFirst({ ...one, where: { role: "developer", ...existing } }),
    db().call.findFirst({
      ...one,
      where: { source: "gateway", subscriptionId: { not: null }, status: { gte: 200, lt: 300 } },
    }),
  ]);
  const steps = {
    organisation: organisation !== null,
    api: api !== null,
    backend: tested !== null,
    product: offered !== null,
    developer: developer !== null,
    call: called !== null,
  };
  return Object.values(steps).every(Boolean) ? null : { steps, apiId: api?.id ?? null };
}
export type Checklist = NonNullable<Awaited<ReturnType<typeof findChecklist>>>;
