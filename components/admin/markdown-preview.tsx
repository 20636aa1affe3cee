"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { adminMessages } from "@/lib/messages/en/admin";

/** What turns Markdown into a page is loaded when somebody asks for a preview. */
const Markdown = dynamic(() => import("@/components/ui/markdown").then((module) => module.Markdown));

const text = adminMessages.markdown;

/** What is typed, as the portal will show it: beneath its field, while it is wanted. */
export function MarkdownPreview({ value }: { value: string }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="-mt-2">
      <Button size="sm" variant="ghost" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? text.hide : text.preview}
      </Button>
      {shown && (
        <section aria-label={text.preview} className="mt-2 rounded-lg border bg-surface px-4 py-3">
          {value.trim() === "" ? (
            <p className="text-muted text-sm">{text.nothing}</p>
          ) : (
            <Markdown>{value}</Markdown>
          )}
        </section>
      )}
    </div>
  );
}
