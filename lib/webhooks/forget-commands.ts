import { z } from "zod";
import { containing, type Person, scrubData } from "@/lib/audit/scrub";
import type { Transaction } from "@/lib/db/client";

const found = z.array(z.object({ id: z.string(), payload: z.string() }));

/** Takes a person out of what webhooks were told, and are about to be told. */
export async function forgetInDeliveries(
  tx: Transaction,
  { email, names }: Person,
  scrub: (text: string) => string,
): Promise<void> {
  const told: z.infer<typeof found> = [];
  for (const text of [email, ...names.map((name) => JSON.stringify(name).slice(1, -1))]) {
    const rows = await tx.$queryRaw`
      SELECT "id", "payload" FROM "WebhookDelivery" WHERE "payload" LIKE ${containing(text)} ESCAPE '!'`;
    told.push(...found.parse(rows));
  }
  for (const { id, payload } of told) {
    const scrubbed = JSON.stringify(scrubData(JSON.parse(payload), scrub));
    if (scrubbed === payload) continue;
    await tx.webhookDelivery.update({ where: { id }, data: { payload: scrubbed } });
  }
}
