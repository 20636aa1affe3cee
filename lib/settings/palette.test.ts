import { describe, expect, it } from "vitest";
import { type AccentShades, accentShades, accentStyle, contrast, isReadable, readableShade } from "./palette";

const grounds = {
  light: ["#faf9f7", "#ffffff", "#f4f2ef"],
  dark: ["#141210", "#1c1a18", "#262320"],
};

/** Every 17th step of each channel: 4,096 colours. */
const levels = Array.from({ length: 16 }, (_, step) => (step * 17).toString(16).padStart(2, "0"));
const colours = levels.flatMap((red) =>
  levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`)),
);

function faults(colour: string): string[] {
  const shades = accentShades(colour);
  const found: string[] = [];
  const need = (theme: string, text: string, ground: string, least: number) => {
    if (contrast(text, ground) < least) found.push(`${colour} ${theme}: ${text} on ${ground}`);
  };
  for (const theme of ["light", "dark"] as const) {
    const own: AccentShades = shades[theme];
    for (const ground of [...grounds[theme], own["accent-soft"]]) {
      need(theme, own["accent-text"], ground, 4.5);
    }
    for (const ground of grounds[theme]) {
      need(theme, own.accent, ground, 3);
      need(theme, own.focus, ground, 3);
    }
    need(theme, own["on-accent"], own.accent, 4.5);
    need(theme, own["on-accent"], own["accent-hover"], 4.5);
  }
  return found;
}

describe("an accent colour", () => {
  it("that is accepted can be read and seen wherever the kit uses it, in both themes", () => {
    expect(colours.filter(isReadable).flatMap(faults)).toEqual([]);
  });

  it("that is refused has a shade near it that is accepted", () => {
    const refused = colours.filter((colour) => !isReadable(colour));
    expect(refused.length).toBeGreaterThan(1_000);
    expect(refused.map(readableShade).filter((shade) => !isReadable(shade))).toEqual([]);
    expect(isReadable("#ffcc00")).toBe(false);
    expect(readableShade("#12665e")).toBe("#12665e");
  });

  it("becomes custom properties of both themes and nothing else", () => {
    const property = "--gh-[a-z-]+:#[0-9a-f]{6}";
    const block = `\\{${property}(;${property})*\\}`;
    expect(accentStyle("#12665e")).toMatch(new RegExp(`^:root:root${block}:root\\.dark\\.dark${block}$`));
  });
});
