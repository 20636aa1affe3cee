import { defineList } from "@/lib/lists/schema";

/** Which APIs are asked for, in which order, and which page of them. */
export const apiList = defineList({ sorts: ["name", "suffix", "operations", "updatedAt"] });
export type ApiSort = typeof apiList.usual.sort;
export type ApiListQuery = typeof apiList.usual;
