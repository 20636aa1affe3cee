"use client";

import { Circle, CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { settingsMessages } from "@/lib/messages/en/settings";

const text = settingsMessages.checklist;
type Step = keyof typeof text.steps;

const hrefsOf = (apiId: string | null): Record<Step, string> => ({
  organisation: "/admin/settings",
  api: "/admin/apis/new",
  backend: apiId === null ? "/admin/apis/new" : `/admin/apis/${apiId}/operations`,
  product: "/admin/products",
  developer: "/admin/users/invite",
  call: "/subscriptions",
});

interface FirstRunChecklistProps {
  steps: Record<Step, boolean>;
  /** The API whose operations can be tried; null where there is none. */
  apiId: string | null;
}

/** What a new portal still lacks, each with the page that does it. Gone when all is done or when it is put away. */
export function FirstRunChecklist({ steps, apiId }: FirstRunChecklistProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const hrefs = hrefsOf(apiId);
  const entries = Object.entries(steps) as [Step, boolean][];
  const done = entries.filter(([, isDone]) => isDone).length;

  async function dismiss() {
    setPending(true);
    try {
      await callApi("/api/settings/checklist", { method: "PUT", body: { dismissed: true } });
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  }

  return (
    <Card
      className="mb-8"
      title={text.title}
      description={text.progress(done, entries.length)}
      actions={
        <Button size="sm" pending={pending} onClick={() => void dismiss()}>
          {text.dismiss}
        </Button>
      }
    >
      <ol aria-label={text.title} className="space-y-1.5 text-sm">
        {entries.map(([step, isDone]) => {
          const Icon = isDone ? CircleCheck : Circle;
          return (
            <li key={step} className="flex items-start gap-2">
              <Icon
                aria-label={isDone ? text.done : text.open}
                className={isDone ? "mt-0.5 size-4 text-success" : "mt-0.5 size-4 text-muted"}
              />
              {isDone ? (
                <span className="text-muted">{text.steps[step]}</span>
              ) : (
                <TextLink href={hrefs[step]}>{text.steps[step]}</TextLink>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
