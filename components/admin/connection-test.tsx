"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { connectionReport, type ReportedConnection } from "@/lib/catalogue/connection-schema";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { FormSection } from "./form-section";

const text = adminMessages.connection;

type Tested =
  | { state: "none" | "testing" }
  | { state: "done"; report: ReportedConnection }
  | { state: "failed"; message: string };

/** Tries the stored address and credential, and says what came of it. */
export function ConnectionTest({ apiId, backendId }: { apiId: string; backendId: string }) {
  const [tested, setTested] = useState<Tested>({ state: "none" });

  async function test() {
    setTested({ state: "testing" });
    try {
      const path = `/api/apis/${apiId}/connection?backend=${backendId}`;
      const report = await callApi(path, { method: "POST", schema: connectionReport });
      setTested({ state: "done", report });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setTested({ state: "failed", message: error.details.detail });
    }
  }

  return (
    <div className="mt-5 max-w-3xl">
      <FormSection title={text.title} description={text.hint}>
        <Button onClick={test} pending={tested.state === "testing"}>
          {text.test}
        </Button>
        <div role="status">
          {tested.state === "done" && <Report report={tested.report} />}
          {tested.state === "failed" && <Alert tone="danger">{tested.message}</Alert>}
        </div>
      </FormSection>
    </div>
  );
}

function Report({ report: { status, failure, totalMs } }: { report: ReportedConnection }) {
  if (failure !== null) {
    return (
      <Alert tone="danger" title={text.failed}>
        <p>{failure.message}</p>
        {failure.detail !== null && <p className="break-words font-mono text-code">{failure.detail}</p>}
      </Alert>
    );
  }
  const isRefused = status === 401 || status === 403;
  return (
    <Alert
      tone={isRefused || (status ?? 0) >= 500 ? "warning" : "success"}
      title={text.answered(status ?? 0, totalMs)}
    >
      {isRefused ? text.refused : (status ?? 0) >= 500 ? text.faulty : text.fine}
    </Alert>
  );
}
