"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormActions } from "@/components/ui/form-actions";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { type ConfigurationReport, configurationReport } from "@/lib/configuration/schema";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { configurationPageMessages as text } from "@/lib/messages/en/configuration-page";
import { ConfigurationChanges } from "./configuration-changes";
import { ConfigurationFileField } from "./configuration-file-field";

/** A file is compared with what is set, then applied as compared. */
export function ConfigurationForm() {
  const router = useRouter();
  const [document, setDocument] = useState("");
  const [prune, setPrune] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [isPending, setPending] = useState(false);
  const [faults, setFaults] = useState<string[]>([]);
  const [report, setReport] = useState<ConfigurationReport | null>(null);
  useUnsavedChanges(document !== "");

  function forget() {
    setReport(null);
    setFaults([]);
  }

  async function compare(event: FormEvent) {
    event.preventDefault();
    forget();
    setMissing(document.trim() === "");
    if (document.trim() === "") return;
    setPending(true);
    try {
      const body = { document, prune };
      setReport(
        await callApi("/api/configuration/differences", {
          method: "POST",
          body,
          schema: configurationReport,
        }),
      );
    } catch (error) {
      setFaults(messagesOf(error));
    } finally {
      setPending(false);
    }
  }

  async function apply(compared: string) {
    try {
      await callApi("/api/configuration", { method: "PUT", body: { document, prune, compared } });
    } catch (error) {
      throw new Error(messagesOf(error).join("\n"));
    }
    toast.success(text.applied);
    setDocument("");
    forget();
    router.refresh();
  }

  return (
    <>
      <form onSubmit={compare} noValidate className="space-y-5">
        <ConfigurationFileField
          value={document}
          error={isMissing ? text.documentMissing : undefined}
          onChange={(content) => {
            setDocument(content);
            setMissing(false);
            forget();
          }}
        />
        <Checkbox
          label={text.prune}
          hint={text.pruneHint}
          checked={prune}
          onChange={({ target }) => {
            setPrune(target.checked);
            forget();
          }}
        />
        {faults.length > 0 && (
          <Alert tone="danger" title={text.refused} announce>
            <ul className="max-h-80 space-y-1 overflow-y-auto">
              {faults.map((fault) => (
                <li key={fault} className="break-words">
                  {fault}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <FormActions>
          <Button type="submit" variant={report === null ? "primary" : "secondary"} pending={isPending}>
            {report === null ? text.compare : text.compareAgain}
          </Button>
        </FormActions>
      </form>
      {report !== null && <ConfigurationChanges report={report} onApply={() => apply(report.version)} />}
    </>
  );
}

/** @throws whatever is no answer of ours */
function messagesOf(error: unknown): string[] {
  if (!(error instanceof ApiProblem)) throw error;
  const { errors, detail } = error.details;
  return errors.length > 0 ? [...new Set(errors.map(({ message }) => message))] : [detail];
}
