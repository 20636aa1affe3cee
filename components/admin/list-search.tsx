"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";

const pauseMs = 200;

/** Searches the list of its page: the words stand in the address, so that a search can be kept and shared. */
export function ListSearch({ label, className }: { label: string; className?: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const address = useSearchParams();
  const inAddress = address.get("search") ?? "";
  const [typed, setTyped] = useState(inAddress);
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // Back, forward and "clear" change the address from outside; what is being typed stays.
    if (!form.current?.contains(document.activeElement)) setTyped(inAddress);
  }, [inAddress]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(words: string) {
    clearTimeout(timer.current);
    const next = new URLSearchParams(address);
    // Where the list of the words before was left off.
    for (const place of ["page", "older", "newer"]) next.delete(place);
    if (words.trim() === "") next.delete("search");
    else next.set("search", words.trim());
    router.replace(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false });
  }

  return (
    <search className={className}>
      <form
        ref={form}
        action={pathname}
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <SearchInput
          label={label}
          name="search"
          value={typed}
          onValueChange={(words) => {
            setTyped(words);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(words), pauseMs);
          }}
        />
      </form>
    </search>
  );
}
