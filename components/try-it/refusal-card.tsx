"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import { useTimeZone } from "@/components/ui/time-zone";
import { refusalMessages as text } from "@/lib/messages/en/try-it-refusals";
import { type Explanation, explainRefusal } from "@/lib/try-it/explain-refusal";
import type { RefusalSummary } from "@/lib/try-it/frames";
import { formatDuration } from "@/lib/try-it/measures";
import { useConsole } from "./console-context";

/** Why the gateway answered by itself: which rule, the counter, when it resets, and what helps. */
export function RefusalCard({ refusal }: { refusal: RefusalSummary }) {
  const { props } = useConsole();
  const { signedIn, signInHref, products, subscriptions } = props;
  const visitor = { signedIn, signInHref, products, hasSubscription: subscriptions.length > 0 };
  const { title, lines, links, wait, tone } = explainRefusal(refusal, visitor);
  return (
    <Alert tone={tone} title={title} announce={false}>
      {lines.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
      {wait && <Countdown wait={wait} />}
      {links.length > 0 && (
        <p className="mt-2 flex flex-wrap gap-2">
          {links.map(({ label, href }) => (
            <LinkButton key={href} href={href} size="sm">
              {label}
            </LinkButton>
          ))}
        </p>
      )}
    </Alert>
  );
}

function Countdown({ wait }: { wait: NonNullable<Explanation["wait"]> }) {
  const [endsAtMs] = useState(() => Date.now() + wait.seconds * 1_000);
  const [leftSeconds, setLeftSeconds] = useState(wait.seconds);
  useEffect(() => {
    const timer = setInterval(() => {
      setLeftSeconds(Math.max(0, Math.ceil((endsAtMs - Date.now()) / 1_000)));
    }, 250);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  const zone = useTimeZone();
  const time = formatDuration(leftSeconds);
  return (
    <>
      {leftSeconds > 0 && (
        <p className="font-medium tabular-nums">
          {wait.kind === "quota" ? text.resetsIn(time, atTime(endsAtMs, zone)) : text.sendAgainIn(time)}
        </p>
      )}
      <p role="status" className="font-medium">
        {leftSeconds === 0 ? text.sendAgainNow : ""}
      </p>
    </>
  );
}

function atTime(ms: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone }).format(ms);
}
