import { z } from "zod";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";

/** What every list has in its address: which kind, which words, which order, which page. Browser-safe. */

export const longestSearch = 200;

interface ListKinds<Show extends string, Sort extends string> {
  /** The kinds that tabs choose between, the usual one first; left out where there is one kind only. */
  shows?: readonly [Show, ...Show[]];
  /** The columns that rows can be sorted by, the usual one first. */
  sorts: readonly [Sort, ...Sort[]];
  /** The usual order; ascending unless said otherwise. */
  order?: ListOrder;
}

export type ListOrder = "asc" | "desc";

export interface ListAddress<Show extends string = string, Sort extends string = string> {
  show: Show;
  search: string;
  sort: Sort;
  order: ListOrder;
  /** From 1. */
  page: number;
}

/**
 * The parameters of one list: `query` refuses what is not valid (JSON routes), in `address` (pages) a value that means
 * nothing counts as absent.
 */
export function defineList<Sort extends string, Show extends string = "all">({
  shows,
  sorts,
  order = "asc",
}: ListKinds<Show, Sort>) {
  // A list without kinds has the one kind "all", which is then the type as well.
  const kinds = shows ?? (["all"] as unknown as readonly [Show, ...Show[]]);
  const usual: ListAddress<Show, Sort> = { show: kinds[0], search: "", sort: sorts[0], order, page: 1 };
  const [show, sort]: [z.ZodType<Show>, z.ZodType<Sort>] = [z.enum(kinds), z.enum(sorts)];
  const fields = {
    show,
    search: z.string().max(longestSearch).regex(storable, textMessages.unstorable),
    sort,
    order: z.enum(["asc", "desc"]),
    page: z.coerce.number().int().min(1).max(1_000_000),
  };
  return {
    shows: kinds,
    usual,
    query: z.strictObject({
      show: fields.show.default(() => usual.show),
      search: fields.search.default(usual.search),
      sort: fields.sort.default(() => usual.sort),
      order: fields.order.default(usual.order),
      page: fields.page.default(usual.page),
    }),
    address: z.object({
      show: fields.show.catch(() => usual.show),
      search: fields.search.catch(usual.search),
      sort: fields.sort.catch(() => usual.sort),
      order: fields.order.catch(usual.order),
      page: fields.page.catch(usual.page),
    }),
  };
}

/** The addresses of a list's other pages, kinds and orders: what is as usual is left out of them. */
export function listLinks<Show extends string, Sort extends string>(
  path: string,
  { usual }: { usual: ListAddress<Show, Sort> },
  current: ListAddress<Show, Sort>,
) {
  const hrefFor = (changes: Partial<ListAddress<Show, Sort>>) => {
    const wanted = { ...current, ...changes };
    const query = new URLSearchParams();
    for (const name of ["show", "search", "sort", "order", "page"] as const) {
      if (wanted[name] !== usual[name]) query.set(name, String(wanted[name]));
    }
    return query.size > 0 ? `${path}?${query}` : path;
  };
  /** What a column's heading shows and where it leads: the other order on the column that is sorted by. */
  const sortBy = (sort: Sort) => {
    const chosen = sort === current.sort;
    const order: ListOrder = chosen && current.order === "asc" ? "desc" : "asc";
    const direction = current.order === "asc" ? ("ascending" as const) : ("descending" as const);
    return { direction: chosen ? direction : undefined, href: hrefFor({ sort, order, page: 1 }) };
  };
  /** Whether only a part of the list is asked for. */
  const narrowed = current.search !== "" || current.show !== usual.show;
  return { path, current, narrowed, hrefFor, sortBy };
}
export type ListLinks<Show extends string = string, Sort extends string = string> = ReturnType<
  typeof listLinks<Show, Sort>
>;
/** How a table's headings sort. */
export type SortBy<Sort extends string> = ListLinks<string, Sort>["sortBy"];
