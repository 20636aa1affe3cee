"use client";

import { type ReactNode, useId, useState } from "react";
import { cx } from "@/components/ui/cx";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { ConsoleProvider } from "./console-context";
import type { TryItProps } from "./console-props";
import { LightTabs, tabPanelProps } from "./light-tabs";
import { TryItConsole } from "./try-it-console";
import { type OperationView, useIsWide, useLinkedView } from "./use-view";

const views = [
  { value: "docs", label: text.docs },
  { value: "try-it", label: text.tryIt },
  { value: "response", label: text.response },
] as const;

/**
 * The documentation and, beside it, the console; on a narrow screen one at a time, behind tabs. The console comes
 * first in the page, so that Send is near for the keyboard.
 */
export function OperationLayout({ children, ...props }: TryItProps & { children: ReactNode }) {
  const idBase = useId();
  const [view, setView] = useState<OperationView>("docs");
  const wide = useIsWide();
  useLinkedView(setView);
  const panel = (value: OperationView) => (wide ? {} : tabPanelProps(idBase, value));

  return (
    <ConsoleProvider {...props}>
      {!wide && (
        <LightTabs<OperationView>
          label={text.views}
          idBase={idBase}
          items={views}
          value={view}
          onValueChange={setView}
          className="sticky top-14 z-10 mt-4 bg-background xl:hidden"
        />
      )}
      <div className="grid gap-x-8 pt-4 xl:grid-cols-[minmax(0,1fr)_minmax(34rem,44%)] xl:pt-6">
        <TryItConsole view={view} onView={setView} panel={panel} className="xl:col-start-2 xl:row-start-1" />
        <div
          {...panel("docs")}
          className={cx("min-w-0 max-xl:pb-20 xl:col-start-1", view !== "docs" && "max-xl:hidden")}
        >
          {children}
        </div>
      </div>
    </ConsoleProvider>
  );
}
