"use client";

import { Button } from "@/components/ui/button";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { type ContentKind, charsetOf, downloadName, headerOf, mediaType } from "@/lib/try-it/content-kind";
import { formatBytes } from "@/lib/try-it/measures";
import { download } from "./download";
import { LabelledRegion } from "./labelled-region";
import { MediaView } from "./media-view";
import { ResultTables, TableActions } from "./result-tables";
import type { Answer } from "./run-state";
import { ArrivingText, TextView } from "./text-view";
import type { ParsedAnswer } from "./use-parsed-answer";

export type AnswerView = "preview" | "table" | "json" | "raw" | "headers" | "request" | "trace";

/** How an answer of this kind can be looked at, the best way first. */
export function contentViews(kind: ContentKind, { tables, read }: ParsedAnswer): AnswerView[] {
  switch (kind) {
    case "json":
      return tables.length > 0 ? ["table", "json", "raw"] : read ? ["json", "table", "raw"] : ["json", "raw"];
    case "image":
    case "audio":
    case "video":
      return ["preview"];
    default:
      return ["raw"];
  }
}

interface AnswerContentProps {
  answer: Answer;
  kind: ContentKind;
  view: AnswerView;
  parsed: ParsedAnswer;
  arriving: boolean;
}

export function AnswerContent(props: AnswerContentProps) {
  const { answer, kind, view, parsed, arriving } = props;
  const contentType = headerOf(answer.headers, "content-type");
  const save = () => download(answer.body.blob(contentType ?? ""), downloadName(answer.headers));
  const [table, second] = parsed.tables;
  return (
    <LabelledRegion
      label={text.responseContent}
      action={
        <span className="flex flex-wrap items-center gap-2">
          {view === "table" && table && !second && <TableActions table={table} />}
          {kind !== "none" && !arriving && (
            <Button size="sm" variant="ghost" onClick={save}>
              {text.download}
            </Button>
          )}
        </span>
      }
    >
      <Content {...props} contentType={contentType} />
    </LabelledRegion>
  );
}

function Content({
  answer,
  kind,
  view,
  parsed,
  arriving,
  contentType,
}: AnswerContentProps & { contentType: string | null }) {
  const charset = charsetOf(contentType);
  if (kind === "none") return <p className="text-muted text-sm">{text.noContent}</p>;
  if (view === "table") return <TableView answer={answer} parsed={parsed} />;
  if (view === "preview" && (kind === "image" || kind === "audio" || kind === "video")) {
    return <MediaView body={answer.body} kind={kind} type={contentType ?? ""} />;
  }
  if (kind === "binary" || view === "preview") {
    return (
      <p className="text-sm">{text.binary(mediaType(contentType), formatBytes(answer.receivedBytes))}</p>
    );
  }
  if (arriving) return <ArrivingText answer={answer} charset={charset} />;
  return <TextView answer={answer} charset={charset} format={view === "json"} />;
}

function TableView({ answer, parsed }: Pick<AnswerContentProps, "answer" | "parsed">) {
  if (parsed.tables.length > 0) return <ResultTables tables={parsed.tables} />;
  if (!parsed.read) return <p className="text-muted text-sm">{text.noTable}</p>;
  return (
    <div className="space-y-2 text-sm">
      <p>{text.bigTable(formatBytes(answer.receivedBytes))}</p>
      <Button size="sm" onClick={parsed.read}>
        {text.readTable}
      </Button>
    </div>
  );
}
