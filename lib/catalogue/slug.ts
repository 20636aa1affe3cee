/** Letters that do not fall apart into a base letter and an accent. */
const plainLetters: Record<string, string> = {
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ø: "o",
  œ: "oe",
  æ: "ae",
  ß: "ss",
  þ: "th",
};

const longestSlug = 80;

/** A name as a path segment: `Tečaj & đak` is `tecaj-dak`. `otherwise` stands for a name without a letter or digit. */
export function slugOf(name: string, otherwise: string): string {
  const plain = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{ASCII}]/gu, (letter) => plainLetters[letter] ?? (/\p{M}/u.test(letter) ? "" : "-"));
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
  return slug || otherwise;
}

/** The slug, or with the first number from 2 on that makes it one of its own. */
export function freeSlug(slug: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  if (!known.has(slug)) return slug;
  let number = 2;
  while (known.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
