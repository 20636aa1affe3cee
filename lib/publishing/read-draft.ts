import { importOpenApi } from "@/lib/openapi/import";
import { type ApiDraft, type Ask, readAddress } from "./draft";
import { readClassic } from "./read-classic";
import { readCurl } from "./read-curl";
import { readBatch, readOnline } from "./read-endpoint";
import type { ImportSource } from "./schema";

/** Reads whatever a new API comes from. @throws AppError invalid-input or unprocessable, naming field and line */
export async function readDraft(ask: Ask, source: ImportSource): Promise<ApiDraft> {
  switch (source.kind) {
    case "classic":
      return readClassic(ask, source);
    case "online":
      return readOnline(ask, source);
    case "batch":
      return readBatch(source);
    case "curl":
      return readCurl(source.command);
    case "openapi":
      return readOpenApi(ask, source);
  }
}

async function readOpenApi(
  ask: Ask,
  { document, url }: Extract<ImportSource, { kind: "openapi" }>,
): Promise<ApiDraft> {
  const isPasted = document.trim() !== "";
  const text = isPasted ? document : await readAddress(ask, { url, method: "GET" }, "source.url");
  const api = importOpenApi(text, isPasted ? undefined : url);
  return { ...api, webServiceUrl: api.webServiceUrl ?? "", credential: null, trial: null };
}
