import Link from "next/link";
import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";
import { layoutMessages } from "@/lib/messages/en/layout";
import { barLinkClass } from "./bar-class";
import { NavLink } from "./nav-link";
import type { NavigationItem, ShellOrganisation, ShellUser } from "./shell-types";
import { TopBar } from "./top-bar";

interface PortalShellProps {
  user: ShellUser | null;
  organisation: ShellOrganisation;
  /** What opens the search. */
  search?: ReactNode;
  children: ReactNode;
}

/** The frame of the developer portal. Pages choose their width with `Page`. */
export function PortalShell({ user, organisation, search, children }: PortalShellProps) {
  const items = navigationOf(user);
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar
        organisation={organisation}
        user={user}
        homeHref="/"
        navigation={{ label: layoutMessages.mainNavigation, items }}
        search={search}
      >
        <nav aria-label={layoutMessages.mainNavigation} className="hidden gap-1 md:flex">
          {items.map(({ href, label }) => (
            <NavLink key={href} href={href} className={barLinkClass}>
              {label}
            </NavLink>
          ))}
        </nav>
      </TopBar>
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <footer className="border-t">
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-4 text-muted text-xs sm:px-6">
          <span>
            {layoutMessages.footer(organisation.name)}
            {organisation.email !== "" && (
              <>
                {" · "}
                <TextLink href={`mailto:${organisation.email}`}>{layoutMessages.contact}</TextLink>
              </>
            )}
          </span>
          <span className="flex flex-wrap gap-x-4">
            {user?.isAdmin && (
              <Link href="/automation" className="underline">
                {layoutMessages.automation}
              </Link>
            )}
            {layoutMessages.poweredBy}
          </span>
        </div>
      </footer>
    </div>
  );
}

function navigationOf(user: ShellUser | null): NavigationItem[] {
  return [
    { href: "/apis", label: layoutMessages.apis },
    { href: "/products", label: layoutMessages.products },
    ...(user ? [{ href: "/subscriptions", label: layoutMessages.subscriptions }] : []),
    ...(user?.isAdmin ? [{ href: "/admin", label: layoutMessages.admin }] : []),
  ];
}
