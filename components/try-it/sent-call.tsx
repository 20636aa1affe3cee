"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { requestText, type ShownRequest } from "@/lib/try-it/request-text";

/** The call as it was sent, though the form may have changed since. */
export function SentCall({ request }: { request: ShownRequest }) {
  return <CodeBlock code={requestText(request)} label={text.callAsSent} wrap />;
}
