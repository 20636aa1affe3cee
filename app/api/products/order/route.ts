import { defineRoute } from "@/lib/http/define-route";
import { orderProducts } from "@/lib/products/commands";
import { productOrderInput } from "@/lib/products/schema";

/** The order in which the portal shows products. */
export const PUT = defineRoute({
  access: "admin",
  body: productOrderInput,
  handle: ({ user, actor, body }) => orderProducts({ viewer: user, actor }, body.productIds),
});
