"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { tabClass, tabListClass } from "./tabs-class";

interface TabItem {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  /** What the tabs choose between: the list's accessible name. */
  label: string;
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** Keeps the panels that are not shown in the page, with what was typed in them. */
  keepMounted?: boolean;
  className?: string;
}

/** Several views of one thing, one at a time. Views that deserve an address are `LinkTabs`. */
export function Tabs({
  label,
  items,
  value,
  defaultValue = items[0]?.value,
  onValueChange,
  keepMounted = false,
  className,
}: TabsProps) {
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue } : { value })}
      {...(onValueChange && { onValueChange })}
      className={cx("min-w-0", className)}
    >
      <Radix.List aria-label={label} className={tabListClass}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={tabClass}>
            {item.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          {...(keepMounted && { forceMount: true as const })}
          className="min-w-0 pt-4 data-[state=inactive]:hidden"
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
