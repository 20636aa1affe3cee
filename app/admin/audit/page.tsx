import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { ListSearch } from "@/components/admin/list-search";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { listAudit, listAuditActions } from "@/lib/audit/queries";
import { auditAddress, auditSearch, exportFormats } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";
import { adminOf } from "../admin-page";

export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const exportNames = { csv: text.exportCsv, jsonl: text.exportJsonl };

export default async function AuditPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/audit");
  const { older: olderThan, newer: newerThan, ...filter } = auditAddress.parse(await searchParams);
  const [{ items, older, newer }, actions] = await Promise.all([
    listAudit(viewer, { ...filter, older: olderThan, newer: newerThan }),
    listAuditActions(viewer),
  ]);
  const isFiltered = auditSearch(filter) !== "";

  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={exportFormats.map((format) => (
          <a
            key={format}
            href={`/api/audit/export?${auditSearch({ ...filter, format })}`}
            download
            className={buttonClass({})}
          >
            {exportNames[format]}
          </a>
        ))}
      />
      <div className="space-y-4">
        <ListSearch label={text.search} className="w-full sm:w-96" />
        <AuditFilters key={auditSearch(filter)} filter={filter} actions={actions} />
        {items.length === 0 ? (
          <EmptyState
            title={isFiltered ? text.noMatch : text.none}
            description={isFiltered ? text.noMatchHint : text.noneHint}
            {...(isFiltered && { action: <LinkButton href="/admin/audit">{text.clear}</LinkButton> })}
          />
        ) : (
          <AuditTable items={items} />
        )}
        {(newer !== null || older !== null) && (
          <nav aria-label={text.pages} className="flex justify-end gap-2">
            {newer !== null && (
              <LinkButton size="sm" rel="prev" href={`/admin/audit?${auditSearch({ ...filter, newer })}`}>
                <ChevronLeft aria-hidden="true" className="size-3.5" />
                {text.newer}
              </LinkButton>
            )}
            {older !== null && (
              <LinkButton size="sm" rel="next" href={`/admin/audit?${auditSearch({ ...filter, older })}`}>
                {text.older}
                <ChevronRight aria-hidden="true" className="size-3.5" />
              </LinkButton>
            )}
          </nav>
        )}
      </div>
    </>
  );
}
