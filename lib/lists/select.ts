import type { ListAddress } from "./schema";

export const rowsPerPage = 25;

interface RowRules<Row, Show extends string, Sort extends string> {
  /** Where the words are looked for. */
  textOf(row: Row): readonly (string | null)[];
  /** Which rows are of which kind. */
  isIn: Record<Show, (row: Row) => boolean>;
  /** What rows are sorted by; null comes last in either order. */
  sortValue: Record<Sort, (row: Row) => string | number | null>;
  /** Decides between rows of equal value. */
  nameOf(row: Row): string;
}

/** One page of a list, with how many there are of each kind. */
export interface ListPage<Row, Show extends string = string> {
  items: Row[];
  counts: Record<Show, number>;
  /** How many fit, over all pages. */
  total: number;
  page: number;
  pageCount: number;
}

/**
 * Searches, sorts and pages rows here and not in the database, so that case, accents and order are the same on both
 * (docs/decisions/042-lists-are-searched-in-the-process.md). A page past the last is the last.
 */
export function selectRows<Row, Show extends string, Sort extends string>(
  rows: readonly Row[],
  { show, search, sort, order, page: wantedPage }: ListAddress<Show, Sort>,
  { textOf, isIn, sortValue, nameOf }: RowRules<Row, Show, Sort>,
): ListPage<Row, Show> {
  const words = searchWords(search);
  const fitting = rows.filter((row) => {
    const text = plainText(textOf(row).join("\n"));
    return words.every((word) => text.includes(word));
  });
  const kinds = Object.keys(isIn) as Show[];
  const counts = Object.fromEntries(kinds.map((kind) => [kind, fitting.filter(isIn[kind]).length]));
  const shown = fitting.filter(isIn[show]);
  const direction = order === "desc" ? -1 : 1;
  const collator = new Intl.Collator("en", { numeric: true });
  const value = sortValue[sort];
  shown.sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a !== null && b !== null) {
      const by = typeof a === "number" ? a - Number(b) : collator.compare(a, String(b));
      if (by !== 0) return direction * by;
    } else if (a !== b) return a === null ? 1 : -1;
    return collator.compare(nameOf(one), nameOf(other));
  });
  const pageCount = Math.max(1, Math.ceil(shown.length / rowsPerPage));
  const page = Math.min(wantedPage, pageCount);
  return {
    items: shown.slice((page - 1) * rowsPerPage, page * rowsPerPage),
    // Every kind has been counted.
    counts: counts as Record<Show, number>,
    total: shown.length,
    page,
    pageCount,
  };
}

/** The words that are looked for, as they are compared. */
export function searchWords(search: string): string[] {
  return plainText(search).split(/\s+/).filter(Boolean);
}

/** A text as it is compared: without case and accents. */
export function plainText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
