"use client";

import Link from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import { Fragment, type ReactElement, type ReactNode, useRef } from "react";
import { cx } from "./cx";
import { floatingClass, menuItemClass } from "./overlay-class";

interface MenuEntry {
  label: string;
  icon?: ReactNode;
  /** Either goes somewhere ... */
  href?: string;
  /** ... or does something. */
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
  /** A line above the entry. */
  separated?: boolean;
}

interface MenuProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  trigger: ReactElement;
  items: readonly MenuEntry[];
  align?: "start" | "end";
}

/** A short list of further acts on one thing, behind a button. */
export function Menu({ trigger, items, align = "end" }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  // The focus goes back to the button first, so that a dialog which the act opens returns it there.
  const selectFor = (item: MenuEntry) => () => {
    button.current?.focus();
    item.onSelect?.();
  };

  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={4} className={cx(floatingClass, "min-w-44")}>
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.separated && <Radix.Separator className="my-1 border-t" />}
              <MenuItem {...item} {...(item.onSelect && { onSelect: selectFor(item) })} />
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuItem({ label, icon, href, onSelect, danger, disabled }: MenuEntry) {
  return (
    <Radix.Item
      asChild={href !== undefined}
      disabled={disabled ?? false}
      {...(onSelect && { onSelect })}
      className={cx(menuItemClass, danger && "text-danger", disabled && "opacity-60")}
    >
      {href === undefined ? (
        <>
          {icon}
          {label}
        </>
      ) : (
        <Link href={href}>
          {icon}
          {label}
        </Link>
      )}
    </Radix.Item>
  );
}
