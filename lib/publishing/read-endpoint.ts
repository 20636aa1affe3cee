import { batchOperations, onlineOperations } from "@/lib/azureml/endpoints";
import type { OperationInput } from "@/lib/catalogue/operation-schema";
import { fieldError, isAppError } from "@/lib/errors";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { importOpenApi } from "@/lib/openapi/import";
import type { Note } from "@/lib/openapi/notes";
import { type ApiDraft, type Ask, tryCall } from "./draft";
import type { ImportSource } from "./schema";

type OnlineSource = Extract<ImportSource, { kind: "online" }>;
type BatchSource = Extract<ImportSource, { kind: "batch" }>;

/** A managed online endpoint: what it says of itself where it does, else the chosen payload. @throws AppError */
export async function readOnline(ask: Ask, { scoringUri, apiKey, payload }: OnlineSource): Promise<ApiDraft> {
  const { origin, hostname, pathname } = new URL(scoringUri);
  const headers: Record<string, string> = apiKey === "" ? {} : { Authorization: `Bearer ${apiKey}` };
  const path = pathname === "/" ? "/score" : pathname.replace(/\/$/, "");
  const described = await readDescription(ask, `${origin}/swagger.json?version=3`, headers, path);
  const score = described.operation;
  const operations = onlineOperations({
    path,
    payload,
    ...(score?.request && { request: score.request.representations }),
    ...(score && { answer: score.responses.find(({ status }) => status === 200)?.representations ?? [] }),
  });
  const body = operations[0]?.request?.representations[0]?.sample ?? "{}";
  const question = { url: `${origin}${path}`, method: "POST", body } as const;
  const { trial } =
    apiKey === ""
      ? { trial: null }
      : await tryCall(ask, { ...question, headers: { ...headers, "Content-Type": "application/json" } });
  return {
    ...endpointDraft(hostname, origin, "online"),
    operations,
    credential: apiKey === "" ? null : { kind: "bearer", secret: apiKey },
    notes: described.notes,
    trial,
  };
}

/** Nothing is wrong with an endpoint that does not describe itself. */
async function readDescription(
  ask: Ask,
  url: string,
  headers: Record<string, string>,
  path: string,
): Promise<{ operation: OperationInput | null; notes: Note[] }> {
  const none = { operation: null, notes: [{ place: url, message: text.nothingKnown }] };
  const answer = await ask({ url, method: "GET", headers });
  if (!answer.ok) {
    const message = text.descriptionUnread(answer.failure.message);
    return { operation: null, notes: [{ place: url, message }] };
  }
  if (answer.status !== 200) return none;
  try {
    const { operations } = importOpenApi(answer.text, url);
    const operation = operations.find(
      (one) => one.method === "POST" && one.urlTemplate.split("?")[0] === path,
    );
    return operation?.request ? { operation, notes: [] } : none;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { operation: null, notes: [...none.notes, { place: url, message: error.message }] };
  }
}

/** A batch endpoint: asking it anything would start a job, so nothing is tried. @throws AppError invalid-input */
export function readBatch({ jobsUri, token }: BatchSource): ApiDraft {
  const { origin, hostname, pathname } = new URL(jobsUri);
  const path = pathname.replace(/\/$/, "");
  if (!path.endsWith("/jobs")) throw fieldError("source.jobsUri", text.jobsUriOther);
  return {
    ...endpointDraft(hostname, origin, "batch"),
    operations: batchOperations(path),
    credential: token === "" ? null : { kind: "bearer", secret: token },
    notes: [],
    trial: null,
  };
}

/** Endpoints are called by the first label of their host name. */
function endpointDraft(hostname: string, origin: string, kind: string) {
  const [label = hostname] = /^[\d.[]/.test(hostname) ? [hostname] : hostname.split(".");
  return {
    name: label,
    summary: "",
    description: "",
    tags: ["azureml", kind],
    webServiceUrl: origin,
    settings: null,
  };
}
