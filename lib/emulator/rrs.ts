import { type RrsRequest, rrsRequestSchema } from "@/lib/azureml/contract";
import { type AnswerForm, formatResults } from "@/lib/azureml/samples";
import { refuse } from "./errors";
import { parseJson } from "./parse-json";
import { readInput, readParameters } from "./read-inputs";
import type { EmulatedService } from "./services";

/** Query parameters by lower-case name; of a repeated one the first counts. [ours] */
export type Query = ReadonlyMap<string, string>;

/** RRS and BES answer to one version only [doc]. */
export function requireVersion(query: Query): void {
  const version = query.get("api-version") ?? "";
  if (version !== "2.0") throw refuse({ code: "BadVersionCall", values: [version.slice(0, 20)] });
}

/** Which of the answer's forms the caller asked for: `format=swagger` outweighs `details` [seen]. */
export function readAnswerForm(query: Query): AnswerForm {
  const details = query.get("details") ?? "false";
  if (!/^(true|false)$/i.test(details)) throw invalidQuery("details", "It must be true or false.");
  const format = query.get("format");
  if (format === undefined) return details.toLowerCase() === "true" ? "detailed" : "values";
  if (format.toLowerCase() !== "swagger") throw invalidQuery("format", "It can only be swagger.");
  return "swagger";
}

function invalidQuery(name: string, reason: string): Error {
  return refuse({ code: "InvalidQueryParameter", values: [name, reason], target: name });
}

/** Scores the request's rows: body in, body out. Either form of input is taken with either form of answer. [ours] */
export function execute(service: EmulatedService, form: AnswerForm, body: string): string {
  const request = readRequest(body);
  const rows = readInput(request, service);
  const parameters = readParameters(request, service);
  const results = rows.map((row) => service.score(row, parameters));
  return JSON.stringify(formatResults(service.output, results, form));
}

/** No body, or one that is not the contract's JSON, is RequestBodyInvalid [doc]; the JSON null is no request. [ours] */
function readRequest(body: string): RrsRequest {
  const json = parseJson(body, refuse({ code: "RequestBodyInvalid" }));
  if (json === null) throw refuse({ code: "RequestIsEmpty" });
  const request = rrsRequestSchema.safeParse(json);
  if (!request.success) throw refuse({ code: "RequestBodyInvalid" });
  return request.data;
}
