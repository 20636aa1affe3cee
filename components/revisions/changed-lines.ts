const around = 2;
const left = "…";

/** Of two texts the lines that differ, with two lines around them: what both begin and end with is left out. */
export function changedLines(before: string, after: string): { before: string; after: string } {
  const [old, young] = [before.split("\n"), after.split("\n")];
  const shortest = Math.min(old.length, young.length);
  let start = 0;
  while (start < shortest && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old.at(-1 - end) === young.at(-1 - end)) end += 1;
  const cut = (lines: string[]) => {
    const [from, to] = [Math.max(0, start - around), Math.min(lines.length, lines.length - end + around)];
    return [...(from > 0 ? [left] : []), ...lines.slice(from, to), ...(to < lines.length ? [left] : [])].join(
      "\n",
    );
  };
  return { before: cut(old), after: cut(young) };
}
