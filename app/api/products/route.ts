import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { createProduct } from "@/lib/products/commands";
import { listProducts } from "@/lib/products/govern-queries";
import { productInput, productList } from "@/lib/products/schema";

export const GET = defineRoute({
  summary: "List products",
  access: "admin",
  query: productList.query,
  handle: ({ user, query }) => listProducts(user, query),
});

export const POST = defineRoute({
  summary: "Add a product",
  answer: { status: 201 },
  access: "admin",
  body: productInput,
  async handle({ user, actor, body }) {
    const product = await createProduct({ viewer: user, actor }, body);
    return created(`/api/products/${product.id}`, product);
  },
});
