import { type ForgetBlock, scrubData } from "@/lib/audit/scrub";

const deliveriesAtOnce = 100;

/** Takes a person out of what webhooks were told, and are about to be told. */
export const forgetInDeliveries: ForgetBlock = async (tx, { leftAt, scrub }, after) => {
  const deliveries = await tx.webhookDelivery.findMany({
    where: { id: { gt: after }, createdAt: { lte: leftAt } },
    orderBy: { id: "asc" },
    take: deliveriesAtOnce,
    select: { id: true, payload: true },
  });
  for (const { id, payload } of deliveries) {
    const values: unknown = JSON.parse(payload);
    const scrubbed = JSON.stringify(scrubData(values, scrub));
    // What names nobody stays as it is written.
    if (scrubbed === JSON.stringify(values)) continue;
    await tx.webhookDelivery.update({ where: { id }, data: { payload: scrubbed } });
  }
  return deliveries.at(-1)?.id ?? null;
};
