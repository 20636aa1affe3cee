import Link from "next/link";
import { LinkButton } from "@/components/ui/link-button";
import { menuItemClass } from "@/components/ui/overlay-class";
import { Popover } from "@/components/ui/popover";
import { layoutMessages } from "@/lib/messages/en/layout";
import type { ShellUser } from "./shell-types";
import { SignOutButton } from "./sign-out-button";

const panelId = "account-menu";

/** Who is signed in and what belongs to them, or the way to sign in. */
export function AccountMenu({ user }: { user: ShellUser | null }) {
  if (!user) {
    return (
      <LinkButton href="/sign-in" variant="primary">
        {layoutMessages.signIn}
      </LinkButton>
    );
  }
  return (
    <>
      <button
        type="button"
        popoverTarget={panelId}
        aria-label={layoutMessages.accountOf(user.name)}
        title={user.name}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text text-sm"
      >
        {initialOf(user.name || user.email)}
      </button>
      <Popover id={panelId} className="top-13 right-4 w-60 sm:right-6">
        <div className="mb-1 border-b px-2.5 pt-1.5 pb-2.5 text-sm">
          <p className="truncate font-semibold">{user.name}</p>
          <p className="truncate text-muted text-xs">{user.email}</p>
        </div>
        <Link href="/profile" className={menuItemClass}>
          {layoutMessages.profile}
        </Link>
        <SignOutButton />
      </Popover>
    </>
  );
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
