"use client";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { MethodBadge } from "@/components/ui/method-badge";
import { PathTemplate } from "@/components/ui/path-template";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { useConsole } from "./console-context";

const bottomEdge = [
  "max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-20 max-xl:border-t",
  "max-xl:pb-[max(0.75rem,env(safe-area-inset-bottom))]",
].join(" ");

/** The console's head, never scrolled away: what is called, and Send. On a phone it stands at the bottom edge. */
export function SendBar({ headingId, onSend }: { headingId: string; onSend(): void }) {
  const { props, request, run, form, problems } = useConsole();
  const { origin, pathname } = new URL(props.api.baseUrl);
  const wrong = form.attempted ? problems.length : 0;
  return (
    <div className={`border-b bg-surface px-4 py-3 ${bottomEdge}`}>
      <div className="flex items-center gap-x-3 gap-y-2 xl:flex-wrap">
        <h2 id={headingId} className="font-semibold text-heading max-xl:sr-only">
          {text.tryIt}
        </h2>
        <span aria-hidden="true" className="ml-auto max-xl:hidden">
          <Kbd>{text.sendKeys}</Kbd>
        </span>
        <p className="min-w-0 flex-1 leading-5 max-xl:line-clamp-2 xl:order-last xl:basis-full">
          <MethodBadge method={request.method} className="mr-2" />
          <span className="break-all font-mono text-code text-muted">{origin}</span>
          <PathTemplate template={pathname + request.path} className="break-all" />
        </p>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          title={text.sendHint}
          pending={run.phase === "pending"}
          onClick={(event) => {
            event.preventDefault();
            onSend();
          }}
        >
          {text.send}
        </Button>
      </div>
      <p role="status" className={wrong > 0 ? "mt-2 text-danger text-sm" : "sr-only"}>
        {wrong > 0 ? text.wrongFields(wrong) : ""}
      </p>
    </div>
  );
}
