"use client";

import { Check, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useId } from "react";
import { cx } from "@/components/ui/cx";
import { menuItemClass } from "@/components/ui/overlay-class";
import { Popover } from "@/components/ui/popover";
import { useIsLive } from "@/components/ui/use-is-live";
import { layoutMessages } from "@/lib/messages/en/layout";
import { barButtonClass } from "./bar-class";

const themes = ["light", "dark", "system"] as const;

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const id = useId();
  const { theme, setTheme } = useTheme();
  // The choice is known in the browser only, so nothing is marked before the page is live.
  const live = useIsLive();

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={layoutMessages.theme}
        title={layoutMessages.theme}
        className={barButtonClass}
      >
        <Sun aria-hidden="true" className="size-4 dark:hidden" />
        <Moon aria-hidden="true" className="hidden size-4 dark:block" />
      </button>
      <Popover
        id={id}
        role="group"
        aria-label={layoutMessages.theme}
        className="top-13 right-4 min-w-36 sm:right-6"
      >
        {themes.map((name) => (
          <button
            key={name}
            type="button"
            data-closes=""
            aria-pressed={live && theme === name}
            onClick={() => setTheme(name)}
            className={cx(menuItemClass, "w-full justify-between")}
          >
            {layoutMessages.themes[name]}
            {live && theme === name && <Check aria-hidden="true" />}
          </button>
        ))}
      </Popover>
    </>
  );
}
