import type { ReactNode } from "react";
import { SearchButton } from "@/components/catalogue/search-button";
import { PortalShell } from "@/components/layout/portal-shell";
import { currentUser } from "@/lib/auth/session";
import { organisation } from "../organisation";

/** The portal's frame. It decides nothing: what may be seen is decided by each page's queries. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  return (
    <PortalShell
      user={user && { name: user.name, email: user.email, isAdmin: user.role === "admin" }}
      organisation={await organisation()}
      search={<SearchButton />}
    >
      {children}
    </PortalShell>
  );
}
