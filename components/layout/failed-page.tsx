"use client";

import { Button } from "@/components/ui/button";
import { layoutMessages } from "@/lib/messages/en/layout";
import { MessagePage } from "./message-page";

export interface FailedPageProps {
  error: unknown;
  retry: () => void;
}

/** The number under which the server's log has the cause; the cause itself is never shown. */
function digestOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/** What stands where a page should be that could not be drawn. */
export function FailedPage({ error, retry }: FailedPageProps) {
  const { title, description, reference, action } = layoutMessages.failed;
  const digest = digestOf(error);
  return (
    <MessagePage
      title={title}
      description={
        <>
          <p>{description}</p>
          {digest !== undefined && <p className="mt-2 font-mono text-code">{reference(digest)}</p>}
        </>
      }
      action={
        <Button variant="primary" onClick={() => retry()}>
          {action}
        </Button>
      }
    />
  );
}
