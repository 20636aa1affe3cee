import { storageVariable } from "@/lib/azureml/batch-sample-options";
import { batchSamples } from "@/lib/azureml/batch-samples";
import { errorClasses, errorDetails } from "@/lib/azureml/error-table";
import { readableJson } from "@/lib/azureml/samples";
import { addressBlock, code, codeBlock, escapeHtml, page, table } from "./page";
import { type PlaceOptions, servicePath } from "./place";
import type { EmulatedService } from "./services";

/** How to run a batch job of one web service: what the original's batch help page tells. */
export function batchHelpPage(service: EmulatedService, place: PlaceOptions): string {
  const path = servicePath(place, service);
  const jobs = `${place.url}${path}/jobs`;
  const { name, input, output } = service;
  return page(
    `${name}: batch API`,
    `<p><a href="/">All web services</a> · <a href="${path}">Request/response API</a></p>
<h1>Batch API of ${escapeHtml(name)}</h1>
<p>A job scores a whole table in blob storage and writes its results there. Every call needs the header ${code("Authorization: Bearer <API key>")}.</p>
<h2>Submit</h2>
${addressBlock(`POST ${jobs}?api-version=2.0`)}
${codeBlock(readableJson(sampleJob(service)), "Sample request")}
<p>The answer is the job's id, in double quotes. ${code("Inputs")} with ${code(input.name)} inside may stand for ${code("Input")}; a blob may also be named by ${code("BaseLocation")}, ${code("RelativeLocation")} and ${code("SasBlobToken")}. Without ${code("Outputs")} the web service chooses where ${code(output.name)} goes.</p>
<p>The input is CSV or TSV in UTF-8, up to any length. Its first row names the columns: ${input.columns.map((column) => code(column.name)).join(", ")}. The output's name ends in ${code(".csv")}, ${code(".tsv")} or ${code(".arff")}.</p>
<h2>Start</h2>
${addressBlock(`POST ${jobs}/{id}/start?api-version=2.0`)}
<p>Without a body. 40 jobs run at a time; the others wait, and are ${code("NotStarted")} meanwhile.</p>
<h2>Status</h2>
${addressBlock(`GET ${jobs}/{id}?api-version=2.0`)}
${codeBlock(readableJson(sampleStatus(service)), "Sample status")}
<p>${code("StatusCode")} is one of ${["NotStarted", "Running", "Failed", "Cancelled", "Finished"].map(code).join(", ")}. ${code("BaseLocation")}, ${code("RelativeLocation")} and ${code("SasBlobToken")}, one after the other, are the result's address; each answer has a token that reads it for a day. ${code("Details")} says why a job failed, and in which row.</p>
<h2>Cancel or delete</h2>
${addressBlock(`DELETE ${jobs}/{id}?api-version=2.0`)}
<p>A job that runs or waits becomes ${code("Cancelled")}; any other is forgotten. Blobs stay.</p>
<h2>Connection strings</h2>
${connectionTable}
<h2>Sample code</h2>
<p>A whole job: upload, submit, start, follow, download, delete. Set ${code("AZUREML_API_KEY")} to the API key and ${code(storageVariable)} to the storage's connection string first, here with its ${code("BlobEndpoint")}.</p>
${sampleCodeBlocks(service, jobs)}
<h2>Errors</h2>
${errorTable}`,
  );
}

function sampleCodeBlocks({ input, output, parameters }: EmulatedService, jobsUrl: string): string {
  const samples = batchSamples({
    jobsUrl,
    credentials: [{ header: "Authorization", prefix: "Bearer ", variable: "AZUREML_API_KEY" }],
    table: [input.columns.map(({ name }) => name), ...input.sampleRows].map((row) => row.join(",")),
    outputName: output.name,
    parameters: sampleParameters(parameters),
  });
  return samples
    .map(
      ({ language, code: text }, index) =>
        `<details${index === 0 ? " open" : ""}><summary>${language}</summary>\n${codeBlock(text, `Sample code: ${language}`)}\n</details>`,
    )
    .join("\n");
}

function sampleParameters(parameters: EmulatedService["parameters"]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, sample }) => [name, sample]));
}

const connectionTable = table(
  ["Connection string", "Which storage"],
  [
    [
      code("DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…"),
      "The blob storage beside this emulator.",
    ],
    [code("…;BlobEndpoint=http://…"), "The one at that address."],
    [code("UseDevelopmentStorage=true"), "The blob storage beside this emulator, with its own account."],
  ],
);

function sampleJob({ output, parameters }: EmulatedService) {
  const ConnectionString =
    "DefaultEndpointsProtocol=https;AccountName=mystorageaccount;AccountKey=<your storage key>";
  const blob = (RelativeLocation: string) => ({ ConnectionString, RelativeLocation });
  return {
    Input: blob("mycontainer/input.csv"),
    Outputs: { [output.name]: blob("mycontainer/output.csv") },
    GlobalParameters: sampleParameters(parameters),
  };
}

function sampleStatus({ output }: EmulatedService) {
  const result = {
    ConnectionString: null,
    RelativeLocation: "mycontainer/output.csv",
    BaseLocation: "http://127.0.0.1:4011/mystorageaccount/",
    SasBlobToken: "?sv=...&se=...&sr=b&sp=r&sig=...",
  };
  return { StatusCode: "Finished", Results: { [output.name]: result }, Details: null };
}

/** The cases of batch jobs; a wrong key, address or version is answered as in the request/response API. */
const batchErrors = [
  "RequestBodyInvalid",
  "RequestIsEmpty",
  "MissingRequestInput",
  "DuplicateInputInBatchCall",
  "BatchJobInputsNotSpecified",
  "BatchJobInputsTooManySpecified",
  "InvalidInputNames",
  "MissingInputBlobInformation",
  "InvalidBlobConnectionString",
  "InvalidOutputOverrideName",
  "MissingOutputOverrideSpecification",
  "InvalidBlobExtension",
  "UnexpectedParameter",
  "MissingRequiredGlobalParameters",
  "BadParameterValue",
  "CannotStartJob",
] as const;

const errorTable = table(
  ["Status", "Class and case", "Message"],
  batchErrors.map((detail) => {
    const { class: name, message } = errorDetails[detail];
    return [String(errorClasses[name].status), `${code(name)}<br>${code(detail)}`, escapeHtml(message)];
  }),
);
