"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

// Loaded when it is opened for the first time: no page pays for it before.
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

/** Opens the search over APIs and operations; Ctrl-K or Cmd-K does so from anywhere. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    function openByKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen((shown) => !shown);
    }
    document.addEventListener("keydown", openByKey);
    return () => document.removeEventListener("keydown", openByKey);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className="inline-flex size-9 items-center justify-center gap-2 rounded-lg text-muted text-sm hover:bg-subtle hover:text-text lg:w-56 lg:justify-start lg:border lg:border-border-strong lg:bg-surface lg:px-3"
      >
        <Search aria-hidden="true" className="size-4 shrink-0" />
        <span className="sr-only lg:not-sr-only lg:flex-1 lg:text-left">{text.paletteButton}</span>
        <span aria-hidden="true" className="hidden lg:inline">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {wanted && <CommandPalette open={open} onOpenChange={setOpen} />}
    </>
  );
}
