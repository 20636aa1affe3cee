"use client";

import type { KeyboardEvent } from "react";
import { cx } from "@/components/ui/cx";
import { tabClass, tabListClass } from "@/components/ui/tabs-class";
import { useTabStrip } from "@/components/ui/use-tab-strip";

export interface LightTab<Value extends string> {
  value: Value;
  label: string;
}

interface LightTabsProps<Value extends string> {
  /** What the tabs choose between: the list's accessible name. */
  label: string;
  /** The panels' ids begin with it; see `tabPanelProps`. */
  idBase: string;
  items: readonly LightTab<Value>[];
  value: Value;
  onValueChange(value: Value): void;
  className?: string;
}

/**
 * The kit's tabs in a few lines, without its panels: the console keeps panels in the page that are shown side by side
 * where there is room, and must be usable before much script has loaded (WAI-ARIA's tabs pattern).
 */
export function LightTabs<Value extends string>(props: LightTabsProps<Value>) {
  const { label, idBase, items, value, onValueChange, className } = props;
  const list = useTabStrip<HTMLDivElement>(value);

  function move(event: KeyboardEvent) {
    const at = items.findIndex((item) => item.value === value);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const item = items.at(next % items.length);
    if (!item) return;
    onValueChange(item.value);
    list.current?.querySelector<HTMLElement>(`[data-value="${item.value}"]`)?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={cx(tabListClass, className)}>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          role="tab"
          id={`${idBase}-tab-${item.value}`}
          data-value={item.value}
          aria-controls={`${idBase}-panel-${item.value}`}
          aria-selected={item.value === value}
          tabIndex={item.value === value ? 0 : -1}
          onClick={() => onValueChange(item.value)}
          onKeyDown={move}
          className={tabClass}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** What makes an element the panel of a tab. */
export function tabPanelProps(idBase: string, value: string) {
  return {
    role: "tabpanel",
    id: `${idBase}-panel-${value}`,
    "aria-labelledby": `${idBase}-tab-${value}`,
  } as const;
}
