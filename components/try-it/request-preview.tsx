"use client";

import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { writeDeepLink } from "@/lib/try-it/deep-link";
import { operationParameters } from "@/lib/try-it/parameters";
import { requestText } from "@/lib/try-it/request-text";
import { useConsole, useShownRequest } from "./console-context";
import type { ConsoleApi, ConsoleOperation } from "./console-props";
import { type FormState, initialBody } from "./form-state";

/** The call as it would go out, whole (written out only while it is open), and a link to this page with its values. */
export function RequestPreview() {
  const { props, form } = useConsole();
  const [open, setOpen] = useState(false);
  return (
    <div className="space-y-2">
      <details className="rounded-lg border" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-9 px-3 py-2 font-medium text-sm -outline-offset-2">{text.preview}</summary>
        {open && <ExactCall />}
      </details>
      <p className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <CopyButton
          text={() => deepLink(props.operation, props.api, form)}
          name={text.copyLink}
          showName
          variant="secondary"
        />
        {text.linkCopied}
      </p>
    </div>
  );
}

function ExactCall() {
  const written = requestText(useShownRequest());
  return (
    <div className="border-t px-3 py-2">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2 text-muted text-xs">
        {text.previewNote}
        <CopyButton text={written} name={text.copyCall} showName />
      </div>
      <pre className="whitespace-pre-wrap break-all font-mono text-code">{written}</pre>
    </div>
  );
}

/** The address of this page with the values in its fragment. */
function deepLink(operation: ConsoleOperation, api: ConsoleApi, form: FormState): string {
  const fragment = writeDeepLink(operationParameters(operation), form, initialBody(operation), api);
  const { origin, pathname } = window.location;
  return `${origin}${pathname}#${fragment}`;
}
