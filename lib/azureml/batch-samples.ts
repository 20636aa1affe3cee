import type { BatchSampleOptions } from "./batch-sample-options";
import { batchCsharp, batchR } from "./batch-samples-packages";
import { batchCurl, batchJavaScript, batchPython } from "./batch-samples-plain";

export interface BatchSample {
  language: string;
  code: string;
}

/**
 * A whole batch job in several languages: upload, submit, start, poll, download, delete. Each runs as pasted once the
 * credential's variable and `AZURE_STORAGE_CONNECTION_STRING` are set, and prints the result.
 */
export function batchSamples(options: BatchSampleOptions): BatchSample[] {
  return [
    { language: "Python 3", code: batchPython(options) },
    { language: "C#", code: batchCsharp(options) },
    { language: "R", code: batchR(options) },
    { language: "JavaScript (Node.js)", code: batchJavaScript(options) },
    { language: "curl", code: batchCurl(options) },
  ];
}
