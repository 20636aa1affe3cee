import type { Metadata } from "next";
import { NotificationsHeader } from "@/components/notifications/notifications-header";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { listWebhooks } from "@/lib/webhooks/queries";
import { adminOf } from "../../admin-page";

export const metadata: Metadata = { title: text.title };

const path = "/admin/notifications/webhooks";

export default async function WebhooksPage() {
  const viewer = await adminOf(path);
  const webhooks = await listWebhooks(viewer);
  const add = (
    <LinkButton href={`${path}/new`} variant="primary">
      {text.add}
    </LinkButton>
  );
  return (
    <>
      <NotificationsHeader current={path} description={text.description} actions={add} />
      {webhooks.length === 0 ? (
        <EmptyState title={text.none} description={text.noneHint} />
      ) : (
        <Table label={text.title} cards>
          <TableHead>
            <Th>{text.name}</Th>
            <Th>{text.url}</Th>
            <Th>{text.state}</Th>
          </TableHead>
          <TableBody>
            {webhooks.map(({ id, name, url, active }) => (
              <Tr key={id}>
                <Td label={text.name}>
                  <TextLink href={`${path}/${id}`}>{name}</TextLink>
                </Td>
                <Td label={text.url}>
                  <span className="break-all font-mono text-code">{url}</span>
                </Td>
                <Td label={text.state}>
                  <Badge tone={active ? "success" : "neutral"}>{text.states[active ? "on" : "off"]}</Badge>
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
