import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { organisation } from "@/app/organisation";
import { Edited } from "@/components/admin/edited";
import { PageHeader } from "@/components/layout/page-header";
import { RuleForm } from "@/components/notifications/rule-form";
import { versionOf } from "@/lib/editing/editable";
import { ruleEditable } from "@/lib/editing/editables";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { readRule } from "@/lib/notifications/rules";
import { eventParams } from "@/lib/notifications/schema";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  params: Promise<{ event: string }>;
}

export default async function EventPage({ params }: PageProps) {
  const given = await params;
  await adminOf(`/admin/notifications/${given.event}`);
  const parsed = eventParams.safeParse(given);
  if (!parsed.success) notFound();
  const { event } = parsed.data;
  const version = await versionOf(ruleEditable, { event });
  const [{ mailed, copies, subject, body }, { name }] = await Promise.all([readRule(event), organisation()]);
  return (
    <>
      <PageHeader
        title={text.events[event]}
        breadcrumb={[{ label: text.title, href: "/admin/notifications" }, { label: text.events[event] }]}
      />
      <Edited version={version}>
        <RuleForm
          event={event}
          rule={{ mailed, copies, subject, body }}
          original={mailTemplates[event]}
          portal={name}
        />
      </Edited>
    </>
  );
}
