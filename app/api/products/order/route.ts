import { defineRoute } from "@/lib/http/define-route";
import { orderProducts } from "@/lib/products/commands";
import { productOrderInput } from "@/lib/products/schema";

/** The order in which the portal shows products. */
export const PUT = defineRoute({
  summary: "Put the products in the order in which the portal shows them",
  answer: { status: 204 },
  access: "admin",
  body: productOrderInput,
  handle: ({ user, actor, body }) => orderProducts({ viewer: user, actor }, body.productIds),
});
