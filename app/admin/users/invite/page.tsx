import type { Metadata } from "next";
import { InviteUserForm } from "@/components/admin/invite-user-form";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { env } from "@/lib/env";
import { outboxMessages } from "@/lib/messages/en/outbox";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.invite };

export default async function InviteUserPage() {
  await adminOf("/admin/users/invite");
  const sendsMail = env().smtp !== undefined;
  return (
    <>
      <PageHeader
        title={text.invite}
        description={text.inviteDescription}
        breadcrumb={[{ label: text.title, href: "/admin/users" }, { label: text.invite }]}
      />
      {!sendsMail && (
        <Alert title={outboxMessages.noServer} announce={false} className="mb-5 max-w-2xl">
          {text.inviteWaits}
        </Alert>
      )}
      <InviteUserForm sendsMail={sendsMail} />
    </>
  );
}
