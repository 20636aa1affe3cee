import type { Transaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { governMessages as text } from "@/lib/messages/en/govern";
import { notify } from "@/lib/notifications/commands";
import { momentIn } from "@/lib/notifications/moment";
import { administrators, developersOf, type Receiver } from "@/lib/notifications/receivers";
import { getOrganisation } from "@/lib/settings/queries";

/** Tells whom it concerns what became of a subscription, inside the transaction of the change. */

const ownPage = () => `${env().publicUrl}/subscriptions`;

async function valuesOf(tx: Transaction, subscriptionId: string) {
  const { name, product, user } = await tx.subscription.findUniqueOrThrow({
    where: { id: subscriptionId },
    select: { name: true, product: { select: { name: true } }, user: { select: { name: true } } },
  });
  return { subscription: name, product: product.name, developer: user.name };
}

/** Somebody asks for access, and an administrator has to decide. */
export async function tellRequested(tx: Transaction, subscriptionId: string, now: Date): Promise<void> {
  const link = `${env().publicUrl}/admin/subscriptions?show=waiting`;
  const values = { ...(await valuesOf(tx, subscriptionId)), link };
  await notify(tx, { event: "subscription.requested", values, receivers: await administrators(tx) }, now);
}

/** A request was approved. */
export async function tellApproved(tx: Transaction, subscriptionId: string, now: Date): Promise<void> {
  const { subscription, product } = await valuesOf(tx, subscriptionId);
  const receivers = await developersOf(tx, subscriptionId);
  const values = { subscription, product, link: ownPage() };
  await notify(tx, { event: "subscription.approved", values, receivers }, now);
}

/** A request was rejected, with a reason. */
export async function tellRejected(
  tx: Transaction,
  subscriptionId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const { subscription, product } = await valuesOf(tx, subscriptionId);
  const receivers = await developersOf(tx, subscriptionId);
  const values = { subscription, product, reason, link: `${ownPage()}?show=ended` };
  await notify(tx, { event: "subscription.rejected", values, receivers }, now);
}

/** When something ends, in words. */
async function endOf(tx: Transaction, expiresAt: Date | null): Promise<string> {
  return expiresAt === null ? text.never : momentIn(expiresAt, (await getOrganisation(tx)).timeZone);
}

interface Renewal {
  expiresAt: Date | null;
  now: Date;
}

/** Somebody asks for a later end, and an administrator has to decide. */
export async function tellRenewalRequested(
  tx: Transaction,
  subscriptionId: string,
  { expiresAt, now }: Renewal,
): Promise<void> {
  const link = `${env().publicUrl}/admin/subscriptions?show=waiting`;
  const values = { ...(await valuesOf(tx, subscriptionId)), date: await endOf(tx, expiresAt), link };
  const receivers = await administrators(tx);
  await notify(tx, { event: "subscription.renewal-requested", values, receivers }, now);
}

/** A subscription ends later than it did. */
export async function tellRenewed(
  tx: Transaction,
  subscriptionId: string,
  { expiresAt, now }: Renewal,
): Promise<void> {
  const { subscription, product } = await valuesOf(tx, subscriptionId);
  const values = { subscription, product, date: await endOf(tx, expiresAt), link: ownPage() };
  const receivers = await developersOf(tx, subscriptionId);
  await notify(tx, { event: "subscription.renewed", values, receivers }, now);
}

/** The end stays as it was, with a reason. */
export async function tellRenewalDeclined(
  tx: Transaction,
  subscriptionId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const { subscription, product } = await valuesOf(tx, subscriptionId);
  const values = { subscription, product, reason, link: ownPage() };
  const receivers = await developersOf(tx, subscriptionId);
  await notify(tx, { event: "subscription.renewal-declined", values, receivers }, now);
}

/** A team's subscription has a new owner, who did not ask for it. */
export async function tellPassedOn(
  tx: Transaction,
  subscriptionId: string,
  { to, now }: { to: Receiver; now: Date },
): Promise<void> {
  const { subscription, product } = await valuesOf(tx, subscriptionId);
  const values = { subscription, product, link: ownPage() };
  await notify(tx, { event: "subscription.passed-on", values, receivers: [to] }, now);
}
