"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { formatJson } from "@/lib/try-it/format-json";
import { formatBytes } from "@/lib/try-it/measures";
import type { Answer } from "./run-state";

/** So much is drawn at first, so many times more with each "Show more", and no more than that in the end. */
const firstBytes = 100_000;
const moreTimes = 5;
const mostBytes = 2_500_000;
/** Longer texts are not coloured: every word would be an element. */
const longestColoured = 30_000;
const tailBytes = 20_000;

/** The content as text, as far as it can be drawn without holding up the page. HTML stands here as its source. */
export function TextView({ answer, charset, format }: { answer: Answer; charset: string; format: boolean }) {
  const [limitBytes, setLimitBytes] = useState(firstBytes);
  const { body, receivedBytes } = answer;
  const { shown, whole } = useMemo(() => {
    const read = body.text(charset, Math.min(limitBytes, receivedBytes));
    return { shown: format ? formatJson(read.text).text : read.text, whole: read.whole };
  }, [body, charset, format, limitBytes, receivedBytes]);
  const language = format && shown.length <= longestColoured ? "json" : "text";
  return (
    <div className="space-y-2">
      <CodeBlock code={shown} label={format ? text.tabs.json : text.tabs.raw} language={language} wrap />
      {!whole && (
        <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
          {text.shownOf(formatBytes(limitBytes), formatBytes(receivedBytes))}
          {limitBytes < mostBytes ? (
            <Button size="sm" onClick={() => setLimitBytes(Math.min(mostBytes, limitBytes * moreTimes))}>
              {text.showMore}
            </Button>
          ) : (
            text.shownAtMost
          )}
        </p>
      )}
    </div>
  );
}

/** What has come of a content that still arrives: its latest lines. */
export function ArrivingText({ answer, charset }: { answer: Answer; charset: string }) {
  const { body, receivedBytes } = answer;
  return (
    <div className="space-y-2">
      {receivedBytes > tailBytes && (
        <p className="text-muted text-sm">{text.lastShown(formatBytes(tailBytes))}</p>
      )}
      <CodeBlock code={body.tail(charset, tailBytes)} label={text.tabs.raw} wrap />
    </div>
  );
}
