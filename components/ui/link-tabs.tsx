"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./tabs-class";
import { useTabStrip } from "./use-tab-strip";

interface LinkTabsProps {
  /** What the tabs choose between: the navigation's accessible name. */
  label: string;
  items: readonly { href: string; label: ReactNode; current?: boolean }[];
}

/** Tabs that are pages of their own: each has an address. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  const strip = useTabStrip<HTMLElement>(items.find(({ current }) => current)?.href);
  return (
    <nav ref={strip} aria-label={label} className={tabListClass}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? "page" : undefined}
          className={tabClass}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
