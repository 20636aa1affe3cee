import { cx } from "@/components/ui/cx";
import { menuItemClass } from "@/components/ui/overlay-class";
import { layoutMessages } from "@/lib/messages/en/layout";

/** Ends the session on this browser. A form of the browser's own: it works on every page, before any script runs. */
export function SignOutButton() {
  return (
    <form method="post" action="/api/sign-out">
      <button type="submit" className={cx(menuItemClass, "w-full")}>
        {layoutMessages.signOut}
      </button>
    </form>
  );
}
