/**
 * The accent's shades, from one colour chosen by an organisation. Every pair of text and ground that the kit uses stays
 * at 4.5:1, every shape at 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). Browser-safe.
 */

/** The grounds on which the accent stands; see app/globals.css. The hardest of each theme decides. */
const light = { hardest: "#f4f2ef", white: "#ffffff" };
const dark = { hardest: "#262320", ground: "#141210" };
const onAccent = "#ffffff";

const textRatio = 4.5;
const shapeRatio = 3;

type Channels = [number, number, number];

function channelsOf(hex: string): Channels {
  const at = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = channelsOf(hex).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** So much of `other` in `one`: 0 is none, 1 is all. */
function mix(one: string, other: string, share: number): string {
  const [from, to] = [channelsOf(one), channelsOf(other)];
  const parts = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour itself, or with as little of `towards` as makes it fit. */
function adjusted(colour: string, towards: string, fits: (shade: string) => boolean): string {
  for (let percent = 0; percent < 100; percent += 1) {
    const shade = mix(colour, towards, percent / 100);
    if (fits(shade)) return shade;
  }
  return towards;
}

export interface AccentShades {
  accent: string;
  "accent-hover": string;
  "on-accent": string;
  "accent-text": string;
  "accent-soft": string;
  focus: string;
}

/** How well the colour can be read on the hardest light ground; it must reach 4.5. */
export function readability(colour: string): number {
  return Math.min(contrast(colour, light.hardest), contrast(colour, onAccent));
}

export function isReadable(colour: string): boolean {
  return readability(colour) >= textRatio;
}

/** The nearest shade of a colour that can be read. */
export function readableShade(colour: string): string {
  return adjusted(colour, "#000000", isReadable);
}

/** The shades of both themes. The colour is readable. */
export function accentShades(colour: string): { light: AccentShades; dark: AccentShades } {
  const softLight = mix(colour, light.white, 0.9);
  const softDark = mix(colour, dark.ground, 0.8);
  const solid = adjusted(colour, "#ffffff", (shade) => contrast(shade, dark.hardest) >= shapeRatio);
  const text = adjusted(
    colour,
    "#ffffff",
    (shade) => contrast(shade, dark.hardest) >= textRatio && contrast(shade, softDark) >= textRatio,
  );
  return {
    light: {
      accent: colour,
      "accent-hover": mix(colour, "#000000", 0.2),
      "on-accent": onAccent,
      "accent-text": adjusted(colour, "#000000", (shade) => contrast(shade, softLight) >= textRatio),
      "accent-soft": softLight,
      focus: colour,
    },
    dark: {
      accent: solid,
      "accent-hover": mix(solid, "#000000", 0.12),
      "on-accent": onAccent,
      "accent-text": text,
      "accent-soft": softDark,
      focus: text,
    },
  };
}

/** The shades as custom properties, for a style element. */
export function accentStyle(colour: string): string {
  const { light: day, dark: night } = accentShades(colour);
  const lines = (shades: AccentShades) =>
    Object.entries(shades)
      .map(([name, value]) => `--gh-${name}:${value}`)
      .join(";");
  // Twice the selector: these win over the ones in the style sheet wherever that stands.
  return `:root:root{${lines(day)}}:root.dark.dark{${lines(night)}}`;
}
