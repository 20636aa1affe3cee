"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { MethodBadge } from "@/components/ui/method-badge";
import { PathTemplate } from "@/components/ui/path-template";
import { Td, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { adminMessages } from "@/lib/messages/en/admin";
import { type ListedOperation, OperationActions } from "./operation-actions";

const text = adminMessages.operations;

interface OperationTableRowProps {
  api: { id: string; suffix: string };
  operation: ListedOperation;
  isFirst: boolean;
  isLast: boolean;
  /** False while the list shows the finds of a search. */
  canMove: boolean;
  isDragged: boolean;
  /** By -1 up, by 1 down. */
  onMove: (by: -1 | 1) => void;
  onDeleted: () => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDrop: () => void;
}

export function OperationTableRow({
  api,
  operation,
  isFirst,
  isLast,
  canMove,
  isDragged,
  onMove,
  onDeleted,
  ...drag
}: OperationTableRowProps) {
  const { displayName, method, urlTemplate } = operation;
  return (
    <Tr
      className={isDragged ? "opacity-50" : undefined}
      {...(canMove && {
        draggable: true,
        ...drag,
        onDragOver: (event) => event.preventDefault(),
      })}
    >
      <Td label={text.order} className="whitespace-nowrap sm:w-px">
        <span className="inline-flex">
          <IconButton
            name={text.moveUp(displayName)}
            size="sm"
            disabled={!canMove || isFirst}
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden="true" />
          </IconButton>
          <IconButton
            name={text.moveDown(displayName)}
            size="sm"
            disabled={!canMove || isLast}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden="true" />
          </IconButton>
        </span>
      </Td>
      <Td label={text.verb} className="sm:w-px">
        <MethodBadge method={method} />
      </Td>
      <Td label={text.name} className="min-w-36">
        <TextLink href={`/admin/apis/${api.id}/operations/${operation.id}`}>{displayName}</TextLink>
      </Td>
      <Td label={text.template}>
        <PathTemplate template={urlTemplate} />
      </Td>
      <Td label={text.actions} className="sm:w-px">
        <OperationActions api={api} operation={operation} onDeleted={onDeleted} />
      </Td>
    </Tr>
  );
}
