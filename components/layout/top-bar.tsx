import Link from "next/link";
import type { ReactNode } from "react";
import { AccountMenu } from "./account-menu";
import { BrandMark } from "./brand-mark";
import { PhoneMenu } from "./phone-menu";
import type { NavigationItem, ShellOrganisation, ShellUser } from "./shell-types";
import { ThemeSwitch } from "./theme-switch";

interface TopBarProps {
  organisation: ShellOrganisation;
  user: ShellUser | null;
  homeHref: string;
  /** A word after the organisation's name. */
  section?: string;
  navigation: { label: string; items: readonly NavigationItem[] };
  search?: ReactNode;
  /** What stands beside the name where there is room: the navigation itself, or a link. */
  children?: ReactNode;
}

/** The bar over every page: mark and name, where to go, who is signed in. */
export function TopBar({ organisation, user, homeHref, section, navigation, search, children }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 border-b bg-surface">
      <div className="flex h-14 items-center gap-1 px-4 sm:px-6">
        <PhoneMenu {...navigation} />
        <Link href={homeHref} className="mr-1 flex h-9 min-w-0 items-center gap-2.5 rounded-lg md:mr-4">
          <BrandMark logo={organisation.logo} />
          <span className="truncate font-semibold">{organisation.name}</span>
          {section && (
            <span className="hidden text-muted text-sm sm:inline">
              <span className="sr-only">, </span>
              {section}
            </span>
          )}
        </Link>
        {children}
        <div className="ml-auto flex shrink-0 items-center gap-1 pl-2 sm:gap-2">
          {search}
          <ThemeSwitch />
          <AccountMenu user={user} />
        </div>
      </div>
    </header>
  );
}
