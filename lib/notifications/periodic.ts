import { notDrafts } from "@/lib/catalogue/editor";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type ProductLimit, productLimits } from "@/lib/products/schema";
import { getOrganisation } from "@/lib/settings/queries";
import { activeAt } from "@/lib/subscriptions/queries";
import { periodStartAt } from "@/lib/subscriptions/usage";
import { notify } from "./commands";
import { momentIn } from "./moment";
import { type Telling, tellEach } from "./once";
import { administrators, developersOf } from "./receivers";
import { getReminders } from "./settings";

/** What nobody does, but comes with time: looked for again and again, and told once. */

const dayMs = 24 * 60 * 60 * 1000;
const ownPage = () => `${env().publicUrl}/subscriptions`;

const active = (now: Date) => ({ ...activeAt(now), user: { state: "active" } });

/** Reminds of subscriptions that end soon, once for each end. */
export async function tellExpiring(now = new Date(), signal?: AbortSignal): Promise<void> {
  const [{ days }, { timeZone }] = [await getReminders(), await getOrganisation()];
  const ending = await db().subscription.findMany({
    where: { state: "active", expiresAt: { gt: now, lte: new Date(now.getTime() + days * dayMs) } },
    select: { id: true, name: true, expiresAt: true, product: { select: { name: true } } },
  });
  const tellings = ending.map(({ id, name, expiresAt, product }): Telling => {
    const date = momentIn(expiresAt, timeZone);
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
  const [{ days }, { timeZone }] = [await getReminders(), await getOrganisation()];
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
      where: { ...notDrafts, OR: [{ backendId: id }, { pool: { some: { id } } }] },
      select: { id: true, name: true },
    });
    if (!api) continue;
    const date = momentIn(credentialExpiresAt, timeZone);
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
  const products = await db().product.findMany({ select: { id: true, name: true, limits: true } });
  for (const { limits, ...product } of products) {
    for (const quota of productLimits.parse(limits)) {
      if (quota.kind !== "quota") continue;
      await tellEach(await findNear(product, quota, now), signal);
    }
  }
}

/** Who has used most of one quota in the period that is under way: of those who have not, nothing is read. */
async function findNear(
  product: { id: string; name: string },
  { id: limitId, limit, periodSeconds }: ProductLimit,
  now: Date,
): Promise<Telling[]> {
  const rows = await db().quotaUsage.findMany({
    where: {
      limitId,
      used: { gte: Math.max(1, Math.ceil((limit * nearPercent) / 100)) },
      ...(periodSeconds > 0 && { periodStart: { gt: new Date(now.getTime() - periodSeconds * 1000) } }),
      subscription: { productId: product.id, ...active(now) },
    },
    select: {
      used: true,
      periodStart: true,
      subscription: { select: { id: true, name: true, startsAt: true } },
    },
  });
  return rows.flatMap(({ used: counted, periodStart, subscription: { id, name, startsAt } }) => {
    const startMs = periodStartAt(startsAt?.getTime() ?? null, periodSeconds, now.getTime());
    if (startMs !== periodStart.getTime()) return [];
    const used = Number(counted);
    const percent = limit > 0 ? Math.floor((used / limit) * 100) : 100;
    const values = { subscription: name, product: product.name, used, limit, percent, link: ownPage() };
    const event = percent >= 100 ? "quota.reached" : "quota.near";
    const resetsAtMs = periodSeconds === 0 ? "" : startMs + periodSeconds * 1000;
    return {
      key: `${event}:${id}:${limitId}:${resetsAtMs}`,
      tell: async (tx) => notify(tx, { event, values, receivers: await developersOf(tx, id) }, now),
    };
  });
}
