import { z } from "zod";

export const apiSorts = ["name", "suffix", "operations", "updatedAt"] as const;
export type ApiSort = (typeof apiSorts)[number];

const fields = {
  search: z.string().max(200),
  sort: z.enum(apiSorts),
  order: z.enum(["asc", "desc"]),
  page: z.coerce.number().int().min(1).max(1_000_000),
};

/** Which APIs are asked for, in which order, and which page of them. */
export const apiListQuery = z.strictObject({
  search: fields.search.default(""),
  sort: fields.sort.default("name"),
  order: fields.order.default("asc"),
  page: fields.page.default(1),
});
export type ApiListQuery = z.infer<typeof apiListQuery>;

/** The same in a page's address, where a value that means nothing counts as absent. */
export const apiListAddress = z.object({
  search: fields.search.catch(""),
  sort: fields.sort.catch("name"),
  order: fields.order.catch("asc"),
  page: fields.page.catch(1),
});
