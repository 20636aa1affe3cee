interface Named {
  name: string;
  suffix: string;
  version: string | null;
}

/** What the next version of an API may be called: the last number raised by one, where there is a number. */
export function suggestVersion({ name, suffix, version }: Named, newest: string | null) {
  const current = version ?? "v1";
  const next = raised(newest ?? current);
  return {
    currentVersion: version === null ? current : undefined,
    version: next,
    name: `${withoutEnd(name, current)} ${next}`.trim(),
    suffix: next === "" ? `${suffix}-next` : `${withoutEnd(suffix, current)}-${next}`,
  };
}

function raised(version: string): string {
  const [, start = "", number, end = ""] = /^(.*?)(\d+)(\D*)$/.exec(version) ?? [];
  return number === undefined
    ? ""
    : `${start}${String(Number(number) + 1).padStart(number.length, "0")}${end}`;
}

/** A name without the version that it ends with. */
function withoutEnd(text: string, version: string): string {
  const start = text.slice(0, -version.length);
  const isEnding = text.slice(-version.length).toLowerCase() === version && /[\s/._-]$/.test(start);
  return isEnding ? start.replace(/[\s/._-]+$/, "") : text;
}
