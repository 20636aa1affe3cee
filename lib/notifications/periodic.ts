import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { productLimits } from "@/lib/products/schema";
import { readUsage } from "@/lib/subscriptions/usage";
import { notify } from "./commands";
import { type Telling, tellEach } from "./once";
import { administrators, developersOf } from "./receivers";
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
export async function tellExpiring(now = new Date(), signal?: AbortSignal): Promise<void> {
  const { days } = await getReminders();
  const ending = await db().subscription.findMany({
    where: { state: "active", expiresAt: { gt: now, lte: new Date(now.getTime() + days * dayMs) } },
    select: { id: true, name: true, expiresAt: true, product: { select: { name: true } } },
  });
  const tellings = ending.map(({ id, name, expiresAt, product }): Telling => {
    const date = expiresAt?.toISOString().slice(0, 10) ?? "";
    const values = { subscription: name, product: product.name, date, link: ownPage() };
    return {
      key: `subscription.expiring:${id}:${expiresAt?.getTime()}`,
      tell: async (tx) =>
        notify(tx, { event: "subscription.expiring", values, receivers: await developersOf(tx, id) }, now),
    };
  });
  await tellEach(tellings, signal);
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
  const tellings: Telling[] = [];
  for (const { id, credentialExpiresAt } of ending) {
    const api = await db().api.findFirst({
      where: { OR: [{ backendId: id }, { pool: { some: { id } } }] },
      select: { id: true, name: true },
    });
    if (!api) continue;
    const date = credentialExpiresAt?.toISOString().slice(0, 10) ?? "";
    const values = { api: api.name, date, link: `${env().publicUrl}/admin/apis/${api.id}/backend` };
    tellings.push({
      key: `credential.expiring:${id}:${credentialExpiresAt?.getTime()}`,
      tell: async (tx) =>
        notify(tx, { event: "credential.expiring", values, receivers: await administrators(tx) }, now),
    });
  }
  await tellEach(tellings);
}

const nearPercent = 80;

/** Tells of quotas that are used to four fifths, and used up; once in each period. */
export async function tellQuotas(now = new Date(), signal?: AbortSignal): Promise<void> {
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
  const tellings: Telling[] = [];
  for (const { id, name, product } of quotas) {
    for (const { limitId, used, limit, resetsAtMs } of usage.get(id) ?? []) {
      const percent = limit > 0 ? Math.floor((used / limit) * 100) : 100;
      if (percent < nearPercent) continue;
      const values = { subscription: name, product, used, limit, link: ownPage() };
      const event = percent >= 100 ? "quota.reached" : "quota.near";
      tellings.push({
        key: `${event}:${id}:${limitId}:${resetsAtMs ?? ""}`,
        async tell(tx) {
          const receivers = await developersOf(tx, id);
          await notify(tx, { event, values: { ...values, percent }, receivers }, now);
        },
      });
    }
  }
  await tellEach(tellings, signal);
}
