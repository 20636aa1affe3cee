"use client";

import { useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { storageVariable } from "@/lib/azureml/batch-sample-options";
import { batchSamples } from "@/lib/azureml/batch-samples";
import type { SampleJob } from "@/lib/azureml/job-operations";
import { jobMessages as text } from "@/lib/messages/en/jobs";
import { buildRequest } from "@/lib/try-it/build-request";
import { operationParameters, parameterKey } from "@/lib/try-it/parameters";
import { toSampleCall } from "@/lib/try-it/snippets/sample-call";
import { useConsole } from "./console-context";
import { recallBatchLanguage, rememberBatchLanguage } from "./remembered-language";

/** The whole job in one language, against the addresses and with the credentials of the console's call. */
export default function BatchSampleView({ jobs, sample }: { jobs: string; sample: SampleJob }) {
  const jobsUrl = useJobsUrl(jobs);
  const credentials = useCredentials();
  const [language, setLanguage] = useState("");
  useEffect(() => setLanguage(recallBatchLanguage() ?? ""), []);
  const samples = batchSamples({ ...sample, jobsUrl, credentials });
  const chosen = samples.find((candidate) => candidate.language === language) ?? samples[0];
  const choose = (next: string) => {
    setLanguage(next);
    rememberBatchLanguage(next);
  };
  if (!chosen) return null;
  return (
    <div className="space-y-3 border-t px-3 py-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Field label={text.language} className="w-56">
          <Select
            value={chosen.language}
            onChange={(event) => choose(event.target.value)}
            options={samples.map(({ language: name }) => ({ value: name, label: name }))}
          />
        </Field>
        <p className="min-w-0 flex-1 basis-72 text-muted text-xs">
          {text.sampleNote([...credentials.map(({ variable }) => variable), storageVariable])}
        </p>
      </div>
      <CodeBlock code={chosen.code} label={text.sampleOf(chosen.language)} className="max-h-120" />
    </div>
  );
}

/** The jobs' address with the console's values in it. */
function useJobsUrl(jobs: string): string {
  const { props, form } = useConsole();
  const { operation, api } = props;
  const inPath = operationParameters(operation).filter(
    ({ in: place, name }) => place === "path" && jobs.includes(`{${name}}`),
  );
  const values = inPath.map(parameterKey).map((key) => [key, form.parameters[key] ?? ""]);
  const { request } = buildRequest(
    { method: "POST", urlTemplate: jobs, parameters: inPath },
    { parameters: Object.fromEntries(values), headers: [], contentType: null, body: "" },
    api.keyHeader,
  );
  return api.baseUrl + request.path;
}

/** The subscription's key, and every secret that was added as a header: as variables. */
function useCredentials() {
  const { props, request, withKey } = useConsole();
  const { baseUrl, keyHeader, requiresSubscription } = props.api;
  const { headers } = toSampleCall(request, {
    baseUrl,
    keyHeader,
    withKey: withKey || requiresSubscription,
  });
  return headers.flatMap((header) =>
    "variable" in header ? [{ header: header.name, prefix: "", variable: header.variable }] : [],
  );
}
