"use client";

import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { menuItemClass } from "@/components/ui/overlay-class";
import { toast } from "@/components/ui/toast";
import { layoutMessages } from "@/lib/messages/en/layout";

/** Ends the session. What does it is loaded only when it is asked for. */
export function SignOutButton() {
  const [pending, setPending] = useState(false);

  async function leave() {
    setPending(true);
    try {
      const { signOut } = await import("next-auth/react");
      await signOut({ callbackUrl: "/" });
    } catch {
      setPending(false);
      toast.error(layoutMessages.signOutFailed);
    }
  }

  return (
    <button type="button" onClick={leave} aria-busy={pending} className={cx(menuItemClass, "w-full")}>
      {layoutMessages.signOut}
    </button>
  );
}
