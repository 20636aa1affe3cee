import { errorClasses, errorDetails } from "@/lib/azureml/error-table";
import {
  readableJson,
  sampleResponse,
  sampleSwaggerRequest,
  sampleTableRequest,
} from "@/lib/azureml/samples";
import type { Column, GlobalParameter } from "@/lib/azureml/web-service";
import { addressBlock, code, codeBlock, escapeHtml, page, table } from "./page";
import { type PlaceOptions, servicePath } from "./place";
import { sampleCode } from "./sample-code";
import type { EmulatedService } from "./services";

/** How to call one web service: what the original's API help page tells, with samples that run as they stand. */
export function helpPage(service: EmulatedService, place: PlaceOptions): string {
  const base = `${place.url}${servicePath(place, service)}`;
  const { name, description, parameters } = service;
  return page(
    `${name}: request/response API`,
    `<p><a href="/">All web services</a> · <a href="${servicePath(place, service)}/batch">Batch API</a></p>
<h1>Request/response API of ${escapeHtml(name)}</h1>
<p>${escapeHtml(description)}</p>
<h2>Request</h2>
<h3>Method and address</h3>
${addressBlock(`POST ${base}/execute?api-version=2.0&details=true`)}
<p>Leave <code>details</code> out, and the answer has neither column names nor types. Add <code>format=swagger</code>, and each answer row is an object. A schema is at <a href="${servicePath(place, service)}/swagger.json">swagger.json</a>.</p>
<h3>Headers</h3>
${headerTable}
<h3>Input <code>${escapeHtml(service.input.name)}</code></h3>
${columnTable(service.input.columns)}
${parameters.length > 0 ? `<h3>Global parameters</h3>\n${parameterTable(parameters)}` : ""}
<h3>Sample request</h3>
${codeBlock(readableJson(sampleTableRequest(service)), "Sample request")}
<details><summary>The same with one object per row</summary>
${codeBlock(readableJson(sampleSwaggerRequest(service)), "Sample request with one object per row")}
</details>
<h2>Response</h2>
<p>Every value is a string, or null. The header <code>x-ms-request-id</code> names the call.</p>
<h3>Output <code>${escapeHtml(service.output.name)}</code></h3>
${columnTable(service.output.columns)}
<h3>Sample response</h3>
${codeBlock(readableJson(sampleResponse(service, "detailed")), "Sample response")}
<details><summary>Without details</summary>
${codeBlock(readableJson(sampleResponse(service, "values")), "Sample response without details")}
</details>
<details><summary>With format=swagger</summary>
${codeBlock(readableJson(sampleResponse(service, "swagger")), "Sample response with format=swagger")}
</details>
<h2>Sample code</h2>
<p>Set the environment variable <code>AZUREML_API_KEY</code> to the API key first.</p>
${sampleCode(`${base}/execute?api-version=2.0&details=true`, readableJson(sampleTableRequest(service)))
  .map(({ language, code: text }, index) => {
    return `<details${index === 0 ? " open" : ""}><summary>${language}</summary>\n${codeBlock(text, `Sample code: ${language}`)}\n</details>`;
  })
  .join("\n")}
<h2>Errors</h2>
${errorTable}`,
  );
}

const headerTable = table(
  ["Header", "Value"],
  [
    [code("Authorization"), "<code>Bearer</code>, a space and the API key. Required."],
    [code("Content-Type"), `${code("application/json")} for a JSON body.`],
    [code("Accept"), `${code("application/json")}. Optional.`],
  ],
);

function columnTable(columns: readonly Column[]): string {
  return table(
    ["Column", "Type"],
    columns.map(({ name, type }) => [code(name), type]),
  );
}

function parameterTable(parameters: readonly GlobalParameter[]): string {
  return table(
    ["Parameter", "Type", "Default", "Meaning"],
    parameters.map((parameter) => [
      code(parameter.name),
      parameter.type,
      parameter.default === undefined ? "required" : code(parameter.default),
      escapeHtml(parameter.description),
    ]),
  );
}

/** The cases that this API answers; those of batch jobs are on their own page. */
const scoringErrors = [
  "RequestBodyInvalid",
  "RequestIsEmpty",
  "BadVersionCall",
  "InvalidQueryParameter",
  "MissingRequestInput",
  "InvalidInputNames",
  "UnexpectedParameter",
  "MissingRequiredGlobalParameters",
  "BadParameterValue",
  "BadSubscriptionId",
  "InputMismatchError",
  "InputParseError",
  "ScoreRequestUnauthorized",
  "WorkspaceNotFound",
  "WebServiceNotFound",
  "WebServiceIdNotFoundInWorkspace",
  "ScoreRequestTimeout",
  "RequestThrottled",
  "TooManyConcurrentRequests",
] as const;

const errorTable = table(
  ["Status", "Class and case", "Message"],
  scoringErrors.map((detail) => {
    const { class: name, message } = errorDetails[detail];
    return [String(errorClasses[name].status), `${code(name)}<br>${code(detail)}`, escapeHtml(message)];
  }),
);

/** The list of what is here. The key is not shown: it was printed where the emulator was started. */
export function indexPage(services: readonly EmulatedService[], place: PlaceOptions): string {
  const { workspace, emptyWorkspace, subscription } = place.identity;
  const items = services.map((service) => {
    const path = servicePath(place, service);
    return `<h2><a href="${path}">${escapeHtml(service.name)}</a></h2>
<p>${escapeHtml(service.description)}</p>
${addressBlock(`POST ${place.url}${path}/execute?api-version=2.0&details=true`)}
<p><a href="${path}/batch">Batch API of ${escapeHtml(service.name)}</a> · <a href="${path}/swagger.json">swagger.json of ${escapeHtml(service.name)}</a></p>`;
  });
  return page(
    "AzureML emulator",
    `<h1>AzureML emulator</h1>
<p>Web services that answer as Azure Machine Learning Studio (classic) did, for trying and testing without an account in any cloud. The API key was printed where the emulator was started.</p>
${items.join("\n")}
<h2>Ids</h2>
${table(
  ["What", "Id"],
  [
    ["Workspace", code(workspace)],
    ["A workspace without web services", code(emptyWorkspace)],
    [
      `Subscription, for addresses of the form ${code("/subscriptions/{id}/services/{id}/...")}`,
      code(subscription),
    ],
  ],
)}`,
  );
}
