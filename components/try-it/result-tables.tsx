"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type ResultTable, type TableCell, tableToCsv } from "@/lib/azureml/tables";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { download } from "./download";

const firstRows = 100;
const moreTimes = 5;
const mostRows = 2_500;
const numeric = /^(?:Double|Single|Decimal|S?Byte|U?Int(?:16|32|64))$/;

/** The tables in a web service's answer. One alone has its actions beside the content's name. */
export function ResultTables({ tables }: { tables: readonly ResultTable[] }) {
  const [only, second] = tables;
  if (only && !second) return <OneTable table={only} />;
  return (
    <div className="space-y-5">
      {tables.map((table) => (
        <div key={table.name}>
          <div className="mb-1.5 flex flex-wrap items-center justify-between gap-2 text-sm">
            <span className="font-medium">{table.name}</span>
            <TableActions table={table} />
          </div>
          <OneTable table={table} />
        </div>
      ))}
    </div>
  );
}

/** How long a table is, and its download. */
export function TableActions({ table }: { table: ResultTable }) {
  const { name, rows } = table;
  const save = () => download(new Blob([tableToCsv(table)], { type: "text/csv" }), `${name}.csv`);
  return (
    <span className="flex items-center gap-2 text-muted text-xs">
      {text.rowCount(rows.length)}
      <Button size="sm" onClick={save}>
        {text.downloadCsv}
      </Button>
    </span>
  );
}

function OneTable({ table }: { table: ResultTable }) {
  const [limit, setLimit] = useState(firstRows);
  const { name, columns, rows, types = [] } = table;
  const align = columns.map((_, index) => (numeric.test(types[index] ?? "") ? "end" : "start"));
  return (
    <div>
      <Table label={name}>
        <TableHead>
          {columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and columns never move
            <Th key={index} align={align[index] ?? "start"}>
              {column}
            </Th>
          ))}
        </TableHead>
        <TableBody>
          {rows.slice(0, limit).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
            <Tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as the columns
                <Td key={column} align={align[column] ?? "start"} className={widthClass(cell)}>
                  <Cell cell={cell} />
                </Td>
              ))}
            </Tr>
          ))}
        </TableBody>
      </Table>
      {rows.length > limit && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-muted text-sm">
          {text.rowsShown(limit, rows.length)}
          {limit < mostRows && (
            <Button size="sm" onClick={() => setLimit(Math.min(mostRows, limit * moreTimes))}>
              {text.showMore}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** Short cells stay on a line; long ones get room to wrap in. */
function widthClass(cell: TableCell): string {
  return String(cell).length > 60 ? "min-w-80 whitespace-pre-wrap break-words" : "whitespace-pre";
}

/** A cell as it came; nothing is not the same as an empty text. The space keeps cells apart in the row's own text. */
function Cell({ cell }: { cell: TableCell }) {
  if (cell === null) return <span className="text-muted italic">null </span>;
  return `${cell} `;
}
