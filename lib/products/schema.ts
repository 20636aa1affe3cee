/** What a product is made of: its limits are limits as at every other scope. Browser-safe. */
export { type Limit as ProductLimit, limits as productLimits } from "@/lib/policies/limit-schema";
