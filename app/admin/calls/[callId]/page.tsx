import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { MethodBadge } from "@/components/ui/method-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { adminMessages, reasonPhrases } from "@/lib/messages/en/admin";
import { usageMessages } from "@/lib/messages/en/usage";
import { formatBytes, formatMs } from "@/lib/try-it/measures";
import { getCall } from "@/lib/usage/call-log";
import { adminOf, orNotFound } from "../../admin-page";
import { inWords } from "../in-words";

const text = usageMessages.call;
export const metadata: Metadata = { title: text.title };

interface PageProps {
  params: Promise<{ callId: string }>;
}

/** One call, with an address to hand on: the answer's X-Request-Id leads here. */
export default async function CallPage({ params }: PageProps) {
  const { callId } = await params;
  const viewer = await adminOf(`/admin/calls/${callId}`);
  const call = await orNotFound(getCall(viewer, callId));
  const [said] = await inWords(viewer, [call]);
  const { product, user } = call;
  const backend = call.backendMs === null ? null : formatMs(call.backendMs);
  const code = (value: string) => <code className="break-all text-code">{value}</code>;

  return (
    <>
      <PageHeader
        title={text.title}
        breadcrumb={[{ label: usageMessages.log.title, href: "/admin/calls" }, { label: text.title }]}
      />
      <Card>
        <DescriptionList
          items={[
            {
              term: text.call,
              detail: (
                <span className="flex flex-wrap items-center gap-2">
                  <MethodBadge method={call.method} />
                  {code(call.target)}
                </span>
              ),
            },
            {
              term: text.status,
              detail: <StatusBadge status={call.status} word={reasonPhrases[call.status] ?? ""} />,
            },
            ...(said !== undefined && said.refusal !== ""
              ? [{ term: call.refusal === null ? text.brokeOff : text.refused, detail: said.refusal }]
              : []),
            { term: text.when, detail: <RelativeTime time={call.at} exactly /> },
            {
              term: text.requestId,
              detail: (
                <>
                  {code(call.id)}{" "}
                  <CopyButton text={call.id} name={text.requestId} className="-my-1.5 align-middle" />
                </>
              ),
            },
            { term: text.operation, detail: said?.operation ?? text.unmatched },
            { term: text.subscription, detail: call.subscription ?? text.nobody },
            {
              term: text.product,
              detail: product ? (
                <TextLink href={`/admin/products/${product.id}`}>{product.name}</TextLink>
              ) : (
                text.nobody
              ),
            },
            {
              term: text.account,
              detail: user ? <TextLink href={`/admin/users/${user.id}`}>{user.email}</TextLink> : text.nobody,
            },
            { term: text.address, detail: code(call.clientAddress) },
            {
              term: text.source,
              detail: adminMessages.overview.sources[call.source === "console" ? "console" : "gateway"],
            },
            { term: text.duration, detail: text.durationOf(formatMs(call.durationMs), backend) },
            {
              term: text.bytes,
              detail: text.bytesOf(formatBytes(call.requestBytes), formatBytes(call.responseBytes)),
            },
            { term: text.rows, detail: call.rowsScored?.toLocaleString("en") ?? text.noRows },
          ]}
        />
      </Card>
    </>
  );
}
