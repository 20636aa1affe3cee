import type { Metadata } from "next";
import { AddUserForm } from "@/components/admin/add-user-form";
import { PageHeader } from "@/components/layout/page-header";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.newTitle };

export default async function AddUserPage() {
  await adminOf("/admin/users/new");
  return (
    <>
      <PageHeader
        title={text.newTitle}
        description={text.newDescription}
        breadcrumb={[{ label: text.title, href: "/admin/users" }, { label: text.newTitle }]}
      />
      <AddUserForm />
    </>
  );
}
