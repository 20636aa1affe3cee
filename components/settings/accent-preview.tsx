import { settingsMessages } from "@/lib/messages/en/settings";
import { accentShades } from "@/lib/settings/palette";

const text = settingsMessages.branding;

/** The surfaces of both themes, as app/globals.css has them: both are shown whichever the viewer sees. */
export const surfaces = {
  light: { background: "#ffffff", color: "#1c1917" },
  dark: { background: "#1c1a18", color: "#ece9e5" },
} as const;

/** How a colour looks where the kit uses it, in both themes. */
export function AccentPreview({ colour }: { colour: string }) {
  const shades = accentShades(colour);
  return (
    <section aria-label={text.preview} className="grid gap-3 sm:grid-cols-2">
      {(["light", "dark"] as const).map((theme) => {
        const own = shades[theme];
        return (
          <div
            key={theme}
            style={surfaces[theme]}
            className="flex flex-wrap items-center gap-3 rounded-lg border p-4 text-sm"
          >
            <span className="w-full">{text.previewOf[theme]}</span>
            <span
              style={{ background: own.accent, color: own["on-accent"] }}
              className="rounded-md px-3 py-1.5 font-medium"
            >
              {text.previewButton}
            </span>
            <span style={{ color: own["accent-text"] }} className="underline">
              {text.previewLink}
            </span>
            <span
              style={{ background: own["accent-soft"], color: own["accent-text"] }}
              className="rounded-sm px-2 py-0.5"
            >
              {text.previewChosen}
            </span>
          </div>
        );
      })}
    </section>
  );
}
