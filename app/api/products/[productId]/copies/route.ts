import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { duplicateProduct } from "@/lib/products/commands";
import { productParams } from "@/lib/products/schema";

/** Makes a hidden product like this one. */
export const POST = defineRoute({
  summary: "Make a hidden product like this one",
  answer: { status: 201 },
  access: "admin",
  params: productParams,
  async handle({ user, actor, params }) {
    const product = await duplicateProduct({ viewer: user, actor }, params.productId);
    return created(`/api/products/${product.id}`, product);
  },
});
