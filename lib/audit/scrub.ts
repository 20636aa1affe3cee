/** Somebody whose account is deleted. */
export interface Person {
  id: string;
  email: string;
  /** What they are called, and were before. */
  names: readonly string[];
}

/** What stands for an email that is forgotten: it tells one deleted account from another, and nothing else. */
export function aliasOf({ id }: Pick<Person, "id">): string {
  return `deleted:${id}`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/**
 * Takes an email and names out of texts, however they are written, and leaves longer addresses and words that only
 * contain them. Answers a function for texts.
 */
export function scrubber(person: Person, nobody: string): (text: string) => string {
  const email = new RegExp(
    `(?<![\\p{L}\\p{N}._+\\-])${escaped(person.email)}(?![\\p{L}\\p{N}\\-]|\\.[\\p{L}\\p{N}])`,
    "giu",
  );
  const names = person.names.map(
    (name) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "giu"),
  );
  const alias = aliasOf(person);
  return (text) =>
    names.reduce(
      (left, name) => left.replace(name, () => nobody),
      text.replace(email, () => alias),
    );
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
