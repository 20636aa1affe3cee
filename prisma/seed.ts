import { transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";

const minute = 60;
const week = 7 * 24 * 60 * 60;

const groups = [
  { name: "Administrators", description: "Those who publish APIs and govern access." },
  { name: "Developers", description: "Everybody who has signed in." },
  { name: "Guests", description: "Visitors who have not signed in." },
];

/** The products that an empty portal offers. */
const products = [
  {
    name: "Starter",
    slug: "starter",
    description: "For trying things out: every API of this product, a few calls at a time.",
    requiresApproval: false,
    position: 0,
    limits: [
      { id: "starter-rate", kind: "rate", measure: "calls", limit: 5, periodSeconds: minute },
      { id: "starter-quota", kind: "quota", measure: "calls", limit: 100, periodSeconds: week },
    ],
  },
  {
    name: "Unlimited",
    slug: "unlimited",
    description: "For production: no limits. An administrator approves each subscription.",
    requiresApproval: true,
    position: 1,
    limits: [],
  },
];

/** Puts the system groups and the two first products into an empty database; leaves any other as it is. */
export async function seedBase(): Promise<void> {
  await transact(async (tx) => {
    if ((await tx.group.count()) > 0) return;
    await tx.group.createMany({ data: groups.map((group) => ({ ...group, kind: "system" })) });
    const everyone = await tx.group.findMany({ where: { kind: "system" }, select: { id: true } });
    for (const product of products) {
      await tx.product.create({
        data: { ...product, groups: { create: everyone.map(({ id }) => ({ groupId: id })) } },
      });
    }
    await raiseRevision(tx, "catalogue");
  });
}
