"use client";

import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { Table, TableBody, TableHead, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { ListSearch } from "./list-search";
import { move } from "./move";
import type { ListedOperation } from "./operation-actions";
import { OperationTableRow } from "./operation-table-row";

const text = adminMessages.operations;
const perPage = 100;

interface OperationListProps {
  api: { id: string; suffix: string };
  operations: readonly ListedOperation[];
  search: string;
  page: number;
}

/** An API's operations in the order that the portal shows: searched, moved, copied, deleted. */
export function OperationList({ api, operations, search, page: wantedPage }: OperationListProps) {
  const [ordered, setOrdered] = useState(operations);
  const [dragged, setDragged] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = ordered.filter(({ displayName, method, urlTemplate }) => {
    const line = `${method} ${displayName} ${urlTemplate}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
  const pageCount = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(wantedPage, pageCount);
  const canMove = words.length === 0;

  async function moveTo(from: number, to: number) {
    const before = ordered;
    const after = move(ordered, from, to);
    const moved = ordered[from];
    if (!moved || to < 0 || to >= ordered.length || from === to) return;
    setOrdered(after);
    setAnnouncement(text.moved(moved.displayName, to + 1, ordered.length));
    try {
      const body = { operationIds: after.map(({ id }) => id) };
      await callApi(`/api/apis/${api.id}/operations`, { method: "PUT", body });
    } catch (error) {
      setOrdered(before);
      toast.error(error instanceof Error ? error.message : String(error));
    }
  }

  const addLink = (
    <LinkButton href={`/admin/apis/${api.id}/operations/new`} variant="primary">
      {text.add}
    </LinkButton>
  );
  if (ordered.length === 0)
    return <EmptyState title={text.none} description={text.noneHint} action={addLink} />;

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-3">
        <ListSearch label={text.search} className="w-full sm:w-80" />
        <p role="status" className="mr-auto text-muted text-sm">
          {text.count(found.length)}
        </p>
        {addLink}
      </div>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      {found.length === 0 ? (
        <EmptyState title={text.noMatch} />
      ) : (
        <Table label={adminMessages.api.operations} cards>
          <TableHead>
            <Th>{text.order}</Th>
            <Th>{text.verb}</Th>
            <Th>{text.name}</Th>
            <Th>{text.template}</Th>
            <Th hidden>{text.actions}</Th>
          </TableHead>
          <TableBody>
            {found.slice((page - 1) * perPage, page * perPage).map((operation) => {
              const index = ordered.indexOf(operation);
              return (
                <OperationTableRow
                  key={operation.id}
                  api={api}
                  operation={operation}
                  isFirst={index === 0}
                  isLast={index === ordered.length - 1}
                  canMove={canMove}
                  isDragged={dragged === index}
                  onMove={(by) => moveTo(index, index + by)}
                  onDeleted={() => setOrdered(ordered.filter((other) => other !== operation))}
                  onDragStart={() => setDragged(index)}
                  onDragEnd={() => setDragged(null)}
                  onDrop={() => dragged !== null && moveTo(dragged, index)}
                />
              );
            })}
          </TableBody>
        </Table>
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefFor={(number) => `?${new URLSearchParams({ ...(search && { search }), page: String(number) })}`}
        label={text.pages}
      />
      {canMove && ordered.length > 1 && <p className="text-muted text-xs">{text.dragHint}</p>}
    </div>
  );
}
