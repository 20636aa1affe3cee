import type { Transaction } from "@/lib/db/client";

/** Somebody whose account is deleted. */
export interface Person {
  id: string;
  email: string;
  /** What they are called, and were before. */
  names: readonly string[];
}

/** Somebody who is being forgotten. */
export interface Departed extends Person {
  /** What was written later is about somebody else, who may have the same address. */
  leftAt: Date;
  /** Takes them out of a text. */
  scrub: (text: string) => string;
}

/**
 * Takes a person out of some hundred rows at most, those after an id ("" for the first ones). Answers the id of the last
 * that was looked at, or null when there are no more.
 */
export type ForgetBlock = (tx: Transaction, person: Departed, after: string) => Promise<string | null>;

/** What stands for an email that is forgotten: it tells one deleted account from another, and nothing else. */
export function aliasOf({ id }: Pick<Person, "id">): string {
  return `deleted:${id}`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/**
 * Takes an email and names out of texts, however they are written, and leaves longer addresses and words that only
 * contain them. Answers a function for texts.
 */
export function scrubber(person: Person, nobody: string): (text: string) => string {
  const email = new RegExp(
    `(?<![\\p{L}\\p{N}._+\\-])${escaped(person.email)}(?![\\p{L}\\p{N}\\-]|\\.[\\p{L}\\p{N}])`,
    "giu",
  );
  // Of two that begin alike, the longer one first.
  const alternatives = person.names.toSorted((a, b) => b.length - a.length).map(escaped);
  const names = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const alias = aliasOf(person);
  return (text) => {
    const left = text.replace(email, () => alias);
    return alternatives.length === 0 ? left : left.replace(names, () => nobody);
  };
}

/** The same data with every text in it scrubbed. */
export function scrubData(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === "string") return scrub(value);
  if (Array.isArray(value)) return value.map((item) => scrubData(item, scrub));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scrubData(inner, scrub)]));
}

/** A text as a pattern for SQL's LIKE ... ESCAPE '!': whatever contains it. */
export function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, "!$&")}%`;
}
