"use client";

import { Search, X } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { inputClass } from "./input-class";
import { Kbd } from "./kbd";

interface SearchInputProps
  extends Omit<ComponentProps<"input">, "type" | "value" | "defaultValue" | "onChange" | "ref"> {
  /** What is searched: the accessible name. */
  label: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** "/" anywhere on the page puts the cursor here. At most one per page. */
  slashFocuses?: boolean;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=dialog]") !== null)
  );
}

/** Filters a list as one types, or sends its form. */
export function SearchInput({
  label,
  value,
  defaultValue = "",
  onValueChange,
  slashFocuses = true,
  placeholder = label,
  className,
  ...props
}: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState(defaultValue);
  const text = value ?? own;

  function change(next: string) {
    setOwn(next);
    onValueChange?.(next);
  }

  useEffect(() => {
    if (!slashFocuses) return;
    function focusOnSlash(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus();
    }
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, [slashFocuses]);

  return (
    <span className={cx("relative block min-w-0", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        {...props}
        ref={input}
        aria-label={label}
        aria-keyshortcuts={slashFocuses ? "/" : undefined}
        placeholder={placeholder}
        value={text}
        onChange={(event) => change(event.target.value)}
        className={cx(inputClass, "h-9 pr-9 pl-9")}
      />
      <span className="absolute top-1/2 right-1 flex w-7 -translate-y-1/2 justify-center">
        {text !== "" ? (
          <IconButton
            name={uiMessages.clear}
            size="sm"
            onClick={() => {
              change("");
              input.current?.focus();
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        ) : (
          slashFocuses && (
            <span aria-hidden="true">
              <Kbd>/</Kbd>
            </span>
          )
        )}
      </span>
    </span>
  );
}
