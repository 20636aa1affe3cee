import { z } from "zod";
import { db, type Transaction, transact } from "@/lib/db/client";
import { env } from "@/lib/env";
import { productLimits } from "@/lib/products/schema";
import { readUsage } from "@/lib/subscriptions/usage";
import { isFirstTelling, notify } from "./commands";
import { administrators, developersOf, subscribersOf } from "./receivers";
import { getReminders } from "./settings";

/** What nobody does, but comes with time: looked for again and again, and told once. */

const dayMs = 24 * 60 * 60 * 1000;
const ownPage = () => `${env().publicUrl}/subscriptions`;

const active = (now: Date) => ({
  state: "active",
  user: { state: "active" },
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
});

/** Reminds of subscriptions that end soon, once for each end. */
export async function tellExpiring(now = new Date()): Promise<void> {
  const { days } = await getReminders();
  const ending = await db().subscription.findMany({
    where: { state: "active", expiresAt: { gt: now, lte: new Date(now.getTime() + days * dayMs) } },
    select: { id: true, name: true, expiresAt: true, product: { select: { name: true } } },
  });
  for (const { id, name, expiresAt, product } of ending) {
    const date = expiresAt?.toISOString().slice(0, 10) ?? "";
    const values = { subscription: name, product: product.name, date, link: ownPage() };
    await tellOnce(`subscription.expiring:${id}:${expiresAt?.getTime()}`, async (tx) =>
      notify(tx, { event: "subscription.expiring", values, receivers: await developersOf(tx, id) }, now),
    );
  }
}

/** Reminds administrators of backend credentials that end soon and that none takes over from, once for each end. */
export async function tellExpiringCredentials(now = new Date()): Promise<void> {
  const { days } = await getReminders();
  const ending = await db().backend.findMany({
    where: {
      credentialExpiresAt: { gt: now, lte: new Date(now.getTime() + days * dayMs) },
      nextSealed: null,
    },
    select: { id: true, credentialExpiresAt: true },
  });
  for (const { id, credentialExpiresAt } of ending) {
    const api = await db().api.findFirst({
      where: { OR: [{ backendId: id }, { pool: { some: { id } } }] },
      select: { id: true, name: true },
    });
    if (!api) continue;
    const date = credentialExpiresAt?.toISOString().slice(0, 10) ?? "";
    const values = { api: api.name, date, link: `${env().publicUrl}/admin/apis/${api.id}/backend` };
    await tellOnce(`credential.expiring:${id}:${credentialExpiresAt?.getTime()}`, async (tx) =>
      notify(tx, { event: "credential.expiring", values, receivers: await administrators(tx) }, now),
    );
  }
}

const nearPercent = 80;

/** Tells of quotas that are used to four fifths, and used up; once in each period. */
export async function tellQuotas(now = new Date()): Promise<void> {
  const rows = await db().subscription.findMany({
    where: { ...active(now), quotas: { some: { used: { gt: 0 } } } },
    select: { id: true, name: true, startsAt: true, product: { select: { name: true, limits: true } } },
  });
  const quotas = rows.map(({ product, startsAt, ...row }) => ({
    ...row,
    product: product.name,
    startsAtMs: startsAt?.getTime() ?? null,
    limits: productLimits.parse(product.limits).filter(({ kind }) => kind === "quota"),
  }));
  const usage = await readUsage(quotas, now.getTime());
  for (const { id, name, product } of quotas) {
    for (const { limitId, used, limit, resetsAtMs } of usage.get(id) ?? []) {
      const percent = limit > 0 ? Math.floor((used / limit) * 100) : 100;
      if (percent < nearPercent) continue;
      const values = { subscription: name, product, used, limit, link: ownPage() };
      const event = percent >= 100 ? "quota.reached" : "quota.near";
      await tellOnce(`${event}:${id}:${limitId}:${resetsAtMs ?? ""}`, async (tx) => {
        const receivers = await developersOf(tx, id);
        await notify(tx, { event, values: { ...values, percent }, receivers }, now);
      });
    }
  }
}

/** So long nothing more was changed: many changes in a row are told of together. */
const quietMs = 10 * 60 * 1000;

/** What of the audit log says that an API is not what it was for those who call it. */
const changes = [
  "api.update",
  "operation.create",
  "operation.update",
  "operation.delete",
  "revision.publish",
];

const published = z.object({ published: z.boolean().optional() }).catch({});

/** Tells subscribers of APIs that were published or changed, once they have been left alone for a while. */
export async function tellChangedApis(now = new Date()): Promise<void> {
  const events = await db().auditEvent.findMany({
    where: { action: { in: changes }, at: { gt: new Date(now.getTime() - dayMs) } },
    orderBy: { at: "asc" },
    select: { id: true, at: true, action: true, targetType: true, targetId: true, before: true, after: true },
  });
  const byApi = new Map<string, typeof events>();
  for (const event of events) {
    const apiId = event.targetType === "api" ? event.targetId : await apiOf(event.targetId);
    if (apiId !== null) byApi.set(apiId, [...(byApi.get(apiId) ?? []), event]);
  }
  for (const [apiId, own] of byApi) {
    const last = own.at(-1);
    if (last === undefined || last.at.getTime() > now.getTime() - quietMs) continue;
    const isNew = own.some(
      ({ before, after }) => published.parse(before).published === false && published.parse(after).published,
    );
    await tellOfApi(apiId, { event: isNew ? "api.published" : "api.changed", key: last.id, now });
  }
}

/** Null for an operation that is gone. */
async function apiOf(operationId: string): Promise<string | null> {
  const found = await db().operation.findUnique({ where: { id: operationId }, select: { apiId: true } });
  return found?.apiId ?? null;
}

interface ApiTelling {
  event: "api.published" | "api.changed";
  key: string;
  now: Date;
}

async function tellOfApi(apiId: string, { event, key, now }: ApiTelling): Promise<void> {
  const api = await db().api.findFirst({
    where: { id: apiId, published: true },
    select: { name: true, slug: true },
  });
  if (!api) return;
  const values = { api: api.name, link: `${env().publicUrl}/apis/${api.slug}` };
  await tellOnce(`api:${apiId}:${key}`, async (tx) =>
    notify(tx, { event, values, receivers: await subscribersOf(tx, apiId, now) }, now),
  );
}

/** Tells, and notes that it was told, together; never a second time, whichever process looks. */
async function tellOnce(key: string, tell: (tx: Transaction) => Promise<void>): Promise<void> {
  if (await db().toldOnce.findUnique({ where: { key } })) return;
  await transact(async (tx) => {
    if (await isFirstTelling(tx, key)) await tell(tx);
  });
}

const keptDays = 100;

/** Forgets what was told so long ago that it cannot come up again. */
export async function forgetOldTellings(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - keptDays * dayMs);
  await transact((tx) => tx.toldOnce.deleteMany({ where: { at: { lt: old } } }));
}
