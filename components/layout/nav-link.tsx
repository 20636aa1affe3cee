"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isCurrent } from "./is-current";

interface NavLinkProps {
  href: string;
  exact?: boolean;
  className?: string;
  children: ReactNode;
}

/** A link of a navigation; it knows when one is there. */
export function NavLink({ href, exact = false, className, children }: NavLinkProps) {
  const current = isCurrent(usePathname(), href, exact);
  return (
    <Link href={href} aria-current={current ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
