import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { layoutMessages } from "@/lib/messages/en/layout";
import { adminNavigation } from "./admin-navigation";
import type { ShellOrganisation, ShellUser } from "./shell-types";
import { SideNavigation } from "./side-navigation";
import { TopBar } from "./top-bar";

interface AdminShellProps {
  user: ShellUser;
  organisation: ShellOrganisation;
  search?: ReactNode;
  children: ReactNode;
}

/** The frame of the admin console: navigation at the side, the page beside it. */
export function AdminShell({ user, organisation, search, children }: AdminShellProps) {
  const navigation = { label: layoutMessages.adminNavigation, items: adminNavigation };
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar
        organisation={organisation}
        user={user}
        homeHref="/admin"
        section={layoutMessages.admin}
        navigation={{
          ...navigation,
          items: [...adminNavigation, { href: "/", label: layoutMessages.portal, exact: true }],
        }}
        search={
          <>
            {search}
            <span className="hidden md:inline">
              <LinkButton href="/" variant="ghost">
                {layoutMessages.portal}
              </LinkButton>
            </span>
          </>
        }
      />
      <div className="flex flex-1">
        <div className="hidden w-56 shrink-0 border-r bg-surface md:block">
          <div className="sticky top-14 max-h-[calc(100dvh-3.5rem)] overflow-y-auto p-3">
            <SideNavigation {...navigation} />
          </div>
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1">
          <div className="page-width py-6">{children}</div>
        </main>
      </div>
    </div>
  );
}
