import { productEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { deleteProduct, updateProduct } from "@/lib/products/commands";
import { getProduct } from "@/lib/products/govern-queries";
import { productChanges, productParams } from "@/lib/products/schema";

export const GET = defineRoute({
  summary: "Read a product",
  access: "admin",
  edits: productEditable,
  params: productParams,
  handle: ({ user, params }) => getProduct(user, params.productId),
});

/** Some of the product: what is left out stays. */
export const PATCH = defineRoute({
  summary: "Change some of a product; what is left out stays",
  access: "admin",
  edits: productEditable,
  params: productParams,
  body: productChanges,
  async handle({ user, actor, params, body }) {
    await updateProduct({ viewer: user, actor }, params.productId, body);
    return getProduct(user, params.productId);
  },
});

export const DELETE = defineRoute({
  summary: "Delete a product",
  answer: { status: 204 },
  access: "admin",
  params: productParams,
  handle: ({ user, actor, params }) => deleteProduct({ viewer: user, actor }, params.productId),
});
