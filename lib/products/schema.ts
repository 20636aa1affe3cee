import { z } from "zod";
import { idSchema, lineSchema, longestTextCharacters, textSchema } from "@/lib/catalogue/text-schema";
import { defineList } from "@/lib/lists/schema";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { limits } from "@/lib/policies/limit-schema";

/** What a product is made of. Its limits are limits as at every other scope. Browser-safe. */
export { type Limit as ProductLimit, limits as productLimits } from "@/lib/policies/limit-schema";

/** Empty means any number. */
const maxSubscriptions = z.preprocess(
  (value) => (value === "" ? null : value),
  z.coerce
    .number({ error: text.maximumInvalid })
    .int(text.maximumInvalid)
    .min(1, text.maximumInvalid)
    .max(1_000, text.maximumInvalid)
    .nullable(),
);

const productFields = {
  name: lineSchema(100).min(1, { error: text.nameMissing, abort: true }),
  /** Markdown. */
  description: textSchema(longestTextCharacters),
  /** Markdown; empty for none to accept. */
  terms: textSchema(longestTextCharacters),
  requiresSubscription: z.boolean(),
  requiresApproval: z.boolean(),
  maxSubscriptions,
  published: z.boolean(),
  limits,
  /** The groups whose members see it. */
  groupIds: z.array(idSchema).max(1_000),
};

/** A whole product; what is left out gets its default: hidden from everybody, and open to nobody. */
export const productInput = z.strictObject({
  ...productFields,
  description: productFields.description.default(""),
  terms: productFields.terms.default(""),
  requiresSubscription: productFields.requiresSubscription.default(true),
  requiresApproval: productFields.requiresApproval.default(false),
  maxSubscriptions: productFields.maxSubscriptions.default(null),
  published: productFields.published.default(false),
  limits: productFields.limits.default([]),
  groupIds: productFields.groupIds.default([]),
  apiIds: z.array(idSchema).max(2_000).default([]),
});
export type ProductInput = z.output<typeof productInput>;

/** Some of a product; what is left out stays as it is. */
export const productChanges = z
  .strictObject({ ...productFields, apiIds: z.array(idSchema).max(2_000) })
  .partial();
export type ProductChanges = z.output<typeof productChanges>;

/** What the settings page of a product holds. */
export const productSettings = z.strictObject(productFields);
export type ProductSettings = z.output<typeof productSettings>;

export const productParams = z.strictObject({ productId: idSchema });

/** All products in the order in which the portal shows them. */
export const productOrderInput = z.strictObject({ productIds: z.array(idSchema).max(10_000) });

/** Which products administrators see, in which order, and which page of them. */
export const productList = defineList({
  shows: ["all", "published", "hidden"],
  sorts: ["position", "name", "apis", "subscriptions"],
});
export type ProductListQuery = typeof productList.usual;
export type ProductSort = typeof productList.usual.sort;
