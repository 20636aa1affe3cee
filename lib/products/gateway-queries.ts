import { db } from "@/lib/db/client";
import { productLimits } from "./schema";

/** What the gateways load: every product with its limits. */
export async function loadProductsForGateway() {
  const products = await db().product.findMany({
    select: { id: true, name: true, requiresSubscription: true, published: true, limits: true },
    orderBy: { position: "asc" },
  });
  return products.map((product) => ({ ...product, limits: productLimits.parse(product.limits) }));
}
