"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { adminMessages } from "@/lib/messages/en/admin";
import { editingMessages } from "@/lib/messages/en/editing";
import type { SaveFailure } from "./use-save";

const text = adminMessages.form;

/** Why a form was not taken, as far as its fields do not say so. */
export function FormFailure({
  failure,
  title = text.failed,
}: {
  failure: SaveFailure | null;
  title?: string;
}) {
  if (!failure) return null;
  if (failure.changed) return <ChangedMeanwhile message={failure.message} {...failure.changed} />;
  return (
    <Alert tone="danger" title={title} announce>
      <p className="break-words">{failure.message}</p>
      {failure.details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {failure.requestId && <p className="font-mono text-code">{text.reference(failure.requestId)}</p>}
    </Alert>
  );
}

/** Somebody else has saved since the form was opened: whose stands, its user says. */
function ChangedMeanwhile({
  message,
  at,
  reload,
  saveOver,
}: { message: string } & NonNullable<SaveFailure["changed"]>) {
  const end = useRef<HTMLDivElement>(null);
  // A dialog on a phone is longer than its window.
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <Alert tone="warning" title={editingMessages.title} announce>
      <p className="break-words">
        {message} {editingMessages.typedStays}
      </p>
      {at !== null && (
        <p>
          {editingMessages.changedAt} <RelativeTime time={at} />
        </p>
      )}
      <div ref={end} className="mt-3 flex scroll-mb-6 flex-wrap gap-2">
        <Button onClick={reload}>{editingMessages.reload}</Button>
        <Button variant="danger" onClick={saveOver}>
          {editingMessages.saveOver}
        </Button>
      </div>
    </Alert>
  );
}
