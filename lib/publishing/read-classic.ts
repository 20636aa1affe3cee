import { readClassicSwagger } from "@/lib/azureml/read-swagger";
import { classicOperations } from "@/lib/azureml/templates";
import { fieldError } from "@/lib/errors";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type ApiDraft, type Ask, readAddress, tryCall } from "./draft";
import type { ImportSource } from "./schema";

type ClassicSource = Extract<ImportSource, { kind: "classic" }>;

/** A classic web service from its request URI and key alone: the rest is in its swagger.json. @throws AppError */
export async function readClassic(ask: Ask, { requestUri, apiKey }: ClassicSource): Promise<ApiDraft> {
  const { origin, workspace, service } = addressOf(requestUri);
  const base = `${origin}/workspaces/${workspace}/services/${service}`;
  const url = `${base}/swagger.json`;
  const read = await readAddress(ask, { url, method: "GET" }, "source.requestUri");
  const contract = readClassicSwagger(parse(read));
  if (contract === null) throw fieldError("source.requestUri", text.notSwagger(url));
  if (contract.inputs.length === 0) throw fieldError("source.requestUri", text.noInput);
  const operations = classicOperations({ workspace, service, webService: contract });
  const { trial } = await tryCall(ask, {
    url: `${base}/execute?api-version=2.0&details=true`,
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${apiKey}` },
    body: operations[0]?.request?.representations[0]?.sample ?? "{}",
  });
  return {
    name: contract.name || "AzureML web service",
    summary: "",
    description: contract.description,
    tags: ["azureml"],
    webServiceUrl: origin,
    operations,
    credential: { kind: "bearer", secret: apiKey },
    settings: null,
    notes: [],
    trial,
  };
}

/** Any of a web service's addresses will do: execute, jobs, its help page, its swagger.json. */
function addressOf(requestUri: string): { origin: string; workspace: string; service: string } {
  const url = URL.parse(requestUri);
  const match = /^\/workspaces\/([\w-]+)\/services\/([\w-]+)(?:\/|$)/i.exec(url?.pathname ?? "");
  const [, workspace, service] = match ?? [];
  if (!url || workspace === undefined || service === undefined) {
    throw fieldError("source.requestUri", text.requestUriOther);
  }
  return { origin: url.origin, workspace, service };
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    // A page that says something else.
    return null;
  }
}
