"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import * as Dialog from "radix-ui/dialog";
import { useDeferredValue, useEffect, useState } from "react";
import { cx } from "@/components/ui/cx";
import { MethodBadge } from "@/components/ui/method-badge";
import { overlayClass } from "@/components/ui/overlay-class";
import { Spinner } from "@/components/ui/spinner";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import type { CatalogueSearch } from "./catalogue-search";
import { loadCatalogueSearch } from "./load-search";
import type { SearchHit } from "./search-entries";

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const mostHits = 40;

/** The search over APIs and operations, to be worked by keyboard alone. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const { remember, onCloseAutoFocus } = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-surface shadow-overlay focus-visible:outline-none"
        >
          <Dialog.Title className="sr-only">{text.paletteTitle}</Dialog.Title>
          <Palette onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim());
  const search = useSearch();
  const hits = typeof search === "function" && wanted !== "" ? search(wanted).slice(0, mostHits) : [];
  const message = messageFor(search, wanted, hits.length);

  function go(href: string) {
    onDone();
    router.push(href);
  }

  return (
    <Command shouldFilter={false} label={text.paletteTitle} loop>
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={text.palettePlaceholder}
        className="h-12 w-full border-b bg-transparent px-4 text-base -outline-offset-2"
      />
      {message && (
        <div role="status" className="flex items-center gap-2 px-4 py-6 text-muted text-sm">
          {search === "loading" && <Spinner />}
          {message}
        </div>
      )}
      <Command.List
        label={text.paletteTitle}
        className={cx("max-h-[min(24rem,60dvh)] overflow-y-auto p-1", hits.length === 0 && "hidden")}
      >
        <Hits heading={text.paletteApis} hits={hits.filter(({ kind }) => kind === "api")} onChoose={go} />
        <Hits
          heading={text.paletteOperations}
          hits={hits.filter(({ kind }) => kind === "operation")}
          onChoose={go}
        />
      </Command.List>
    </Command>
  );
}

type SearchState = CatalogueSearch | "loading" | "failed";

function useSearch(): SearchState {
  // Held in an object: a function given to a state setter would be called.
  const [state, setState] = useState<{ search: SearchState }>({ search: "loading" });
  useEffect(() => {
    let wanted = true;
    loadCatalogueSearch().then(
      (search) => wanted && setState({ search }),
      () => wanted && setState({ search: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return state.search;
}

function messageFor(search: SearchState, wanted: string, found: number): string | null {
  if (search === "failed") return text.paletteFailed;
  if (wanted === "") return null;
  if (search === "loading") return text.paletteLoading;
  return found === 0 ? text.paletteEmpty(wanted) : null;
}

interface HitsProps {
  heading: string;
  hits: SearchHit[];
  onChoose: (href: string) => void;
}

function Hits({ heading, hits, onChoose }: HitsProps) {
  if (hits.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {hits.map((hit) => (
        <Command.Item
          key={hit.href}
          value={hit.href}
          onSelect={() => onChoose(hit.href)}
          className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-sm data-[selected=true]:bg-subtle"
        >
          {hit.method && <MethodBadge method={hit.method} width="fixed" />}
          <span className="min-w-0 flex-1 truncate">{hit.name}</span>
          {hit.kind === "operation" && (
            <span className="max-w-[45%] truncate text-muted text-xs">{hit.apiName}</span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
