import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AdminShell } from "@/components/layout/admin-shell";
import { currentUser } from "@/lib/auth/session";
import { layoutMessages } from "@/lib/messages/en/layout";
import { organisation } from "../organisation";

export const metadata: Metadata = {
  title: { default: layoutMessages.admin, template: `%s · ${layoutMessages.admin}` },
};

/** The console's frame, for administrators only. Each page asks for itself who may see it. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (user?.role !== "admin") {
    return (
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    );
  }
  return (
    <AdminShell
      user={{ name: user.name, email: user.email, isAdmin: true }}
      organisation={await organisation()}
    >
      {children}
    </AdminShell>
  );
}
