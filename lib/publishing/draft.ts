import type { CredentialInput } from "@/lib/catalogue/credential-schema";
import type { OperationInput } from "@/lib/catalogue/operation-schema";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { fieldError } from "@/lib/errors";
import type { BackendAnswer, BackendQuestion } from "@/lib/gateway/ask-backend";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import type { Note } from "@/lib/openapi/notes";

/** An API on its way in: nothing of it is stored. */
export interface ApiDraft {
  name: string;
  summary: string;
  description: string;
  tags: string[];
  /** Empty where the source does not tell. */
  webServiceUrl: string;
  operations: OperationInput[];
  credential: CredentialInput | null;
  /** What a document of ours says of an API's settings: unchecked. */
  settings: JsonObject | null;
  notes: Note[];
  /** What became of a first call with the credential. */
  trial: { ok: boolean; message: string } | null;
}

/** Asks a web service something, through the gateway's own guard. */
export type Ask = (question: BackendQuestion) => Promise<BackendAnswer>;

/** Reads a document from an address. @param field the form's, to which a failure belongs @throws AppError invalid-input */
export async function readAddress(ask: Ask, question: BackendQuestion, field: string): Promise<string> {
  const answer = await ask(question);
  const { url } = question;
  if (!answer.ok) throw fieldError(field, text.unreachable(url, answer.failure.message));
  if (answer.status >= 300 && answer.status < 400)
    throw fieldError(field, text.redirects(url, answer.status));
  if (answer.status !== 200) throw fieldError(field, text.answered(url, answer.status));
  return answer.text;
}

/** Sends an operation's sample with the credential: does the web service take it? */
export async function tryCall(
  ask: Ask,
  question: BackendQuestion,
): Promise<{ trial: ApiDraft["trial"]; answer: BackendAnswer }> {
  const startedMs = performance.now();
  const answer = await ask(question);
  if (!answer.ok) return { answer, trial: { ok: false, message: text.trialFailed(answer.failure.message) } };
  const { status } = answer;
  if (status === 200)
    return { answer, trial: { ok: true, message: text.trialOk(performance.now() - startedMs) } };
  return { answer, trial: { ok: false, message: wordsFor(status) } };
}

/** What an answer to the sample tells of the address and the credential. */
function wordsFor(status: number): string {
  if (status === 401 || status === 403) return text.trialRefused(status);
  if (status === 404) return text.trialMissing;
  if (status >= 300 && status < 400) return text.trialRedirects(status);
  // These are said before anybody looks at the credential.
  if (status === 408 || status === 429 || status >= 500) return text.trialBusy(status);
  return text.trialOther(status);
}
