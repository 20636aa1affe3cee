"use client";

import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { useIsLive } from "@/components/ui/use-is-live";
import { BodyEditor } from "./body-editor";
import { useConsole } from "./console-context";
import { HeaderRows } from "./header-rows";
import { ParameterFields } from "./parameter-fields";
import { RequestPreview } from "./request-preview";
import { ResponsePane } from "./response-pane";
import { SendBar } from "./send-bar";
import { SubscriptionPicker } from "./subscription-picker";
import { useConsoleHeight } from "./use-console-height";
import type { OperationView } from "./use-view";

interface TryItConsoleProps {
  /** What is shown on a narrow screen. */
  view: OperationView;
  onView(view: OperationView): void;
  /** What makes an element the panel of a view, where views are tabs. */
  panel(view: OperationView): object;
  className?: string;
}

/** The console: the call's head and Send, its values, its answer. On a narrow screen Send stays, whichever view is shown. */
export function TryItConsole({ view, onView, panel, className }: TryItConsoleProps) {
  const { run, send, cancel } = useConsole();
  const headingId = useId();
  const root = useRef<HTMLElement>(null);
  const fitHeight = useConsoleHeight(root);
  const live = useIsLive();
  const pending = run.phase === "pending";
  const idle = run.phase === "idle";

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape" && pending) cancel();
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      trySending();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  function trySending() {
    if (pending) return;
    fitHeight();
    if (send()) onView("response");
    else {
      onView("try-it");
      // Once the tab is shown and what is wrong is said, go to where it is.
      requestAnimationFrame(() => focusFirstProblem(root.current));
    }
  }

  return (
    <section
      ref={root}
      aria-labelledby={headingId}
      id="try-it"
      className={cx(
        "min-w-0 xl:sticky xl:top-18 xl:flex xl:h-[calc(100dvh-var(--console-top,14.5rem)-1rem)] xl:min-h-96 xl:flex-col",
        "xl:overflow-hidden xl:self-start xl:rounded-lg xl:border xl:bg-surface",
        className,
      )}
    >
      <form
        noValidate
        autoComplete="off"
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          trySending();
        }}
        onKeyDown={keepEnter}
      >
        {/* What is typed before the page's script runs would be lost, and Enter would leave the page. */}
        <fieldset disabled={!live} className="contents">
          <SendBar headingId={headingId} onSend={trySending} />
          <div
            {...panel("try-it")}
            className={cx(
              "min-h-0 space-y-5 max-xl:pb-28 xl:min-h-24 xl:flex-1 xl:overflow-y-auto xl:p-4",
              view !== "try-it" && "max-xl:hidden",
            )}
          >
            <SubscriptionPicker />
            <ParameterFields />
            <HeaderRows />
            <BodyEditor />
            <RequestPreview />
          </div>
        </fieldset>
      </form>
      <div
        {...panel("response")}
        className={cx(
          "min-h-0 min-w-0 max-xl:pb-28 xl:flex xl:flex-col xl:border-t xl:bg-background",
          idle ? "xl:flex-none" : "xl:flex-2",
          view !== "response" && "max-xl:hidden",
        )}
      >
        <ResponsePane />
      </div>
    </section>
  );
}

/** Enter in a line of the form would send the call by accident, for example when a suggestion is chosen. */
function keepEnter(event: KeyboardEvent) {
  const inLine = event.target instanceof HTMLInputElement;
  if (event.key === "Enter" && inLine && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

function focusFirstProblem(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
}
