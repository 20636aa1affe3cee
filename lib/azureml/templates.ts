import type { OperationInput, OperationResponse, Parameter } from "@/lib/catalogue/schema";
import { describeError, type ErrorCase } from "./error-table";
import { readableJson, sampleResponse, sampleTableRequest } from "./samples";
import {
  errorSchema,
  type JsonSchema,
  jobSchema,
  jobStatusSchema,
  requestSchema,
  responseSchema,
} from "./schemas";
import { type DescribedService, featureHashingService, type Port, portsOf } from "./web-service";

/** Whose operations they are. Without ids the parameters have no default and the developer fills them in. */
interface TemplateOptions {
  workspace?: string;
  service?: string;
  webService?: DescribedService;
  /** An input blob that anyone may read: with it, BES Submit's sample can be sent as it is. */
  sampleInput?: SampleInput;
}

interface SampleInput {
  BaseLocation: string;
  RelativeLocation: string;
  SasBlobToken: string;
}

/** The five operations of a classic web service, in the tutorial's order, with what is needed to try each of them. */
export function classicOperations({
  workspace,
  service,
  webService = featureHashingService,
  sampleInput,
}: TemplateOptions = {}): OperationInput[] {
  const base = "/workspaces/{workspace}/services/{service}";
  const jobs = `${base}/jobs`;
  const version = "?api-version={apiversion}";
  const common = [
    pathParameter("workspace", "The workspace's id: 32 hexadecimal digits.", workspace),
    pathParameter("service", "The web service endpoint's id: 32 hexadecimal digits.", service),
    versionParameter,
  ];
  const withJob = [...common, pathParameter("jobid", "The id that BES Submit answered, without quotes.")];
  const jobUrl = `${jobs}/{jobid}`;
  return [
    {
      displayName: "RRS Execute",
      description:
        "Scores a few rows at once and answers with their results (request/response service). Name the columns in `ColumnNames` and give one list per row in `Values`.",
      method: "POST",
      urlTemplate: `${base}/execute${version}&details={details}`,
      parameters: [...common, detailsParameter],
      request: jsonRequest(readableJson(sampleTableRequest(webService)), requestSchema(webService)),
      responses: [
        json(
          200,
          "The results. Every cell is a string or null.",
          sampleResponse(webService, "detailed"),
          responseSchema(webService, "detailed"),
        ),
        ...refusals(400, 401, 404, 408, 503),
      ],
    },
    {
      displayName: "BES Submit",
      description: submitDescription,
      method: "POST",
      urlTemplate: `${jobs}${version}`,
      parameters: common,
      request: jsonRequest(readableJson(sampleJob(webService, sampleInput)), jobSchema(webService)),
      responses: [
        json(200, "The job's id, as a JSON string.", sampleJobId, { type: "string" }),
        ...refusals(400, 401, 404),
      ],
    },
    {
      displayName: "BES Start",
      description:
        "Starts the job whose id BES Submit answered; `jobid` is that id without the quotes. The body stays empty. Then ask BES Status until it says `Finished`.",
      method: "POST",
      urlTemplate: `${jobUrl}/start${version}`,
      parameters: withJob,
      request: null,
      responses: [empty(204, "The job was started. Some hosts answer 200."), ...refusals(400, 401, 404)],
    },
    {
      displayName: "BES Status",
      description:
        "Tells how far a job is: `NotStarted`, `Running`, `Failed`, `Cancelled` or `Finished`. A failed job says why in `Details`. A finished one has its results in `Results`: `BaseLocation`, `RelativeLocation` and `SasBlobToken`, written one after the other, are an address that anyone can read for a day. Each answer has a fresh token.",
      method: "GET",
      urlTemplate: `${jobUrl}${version}`,
      parameters: withJob,
      request: null,
      responses: [
        json(200, "The job's status.", sampleJobStatus(webService), jobStatusSchema(webService)),
        ...refusals(401, 404),
      ],
    },
    {
      displayName: "BES Delete",
      description:
        "Cancels a job that runs or waits for its turn; forgets one that has not been started or has ended. The blobs stay.",
      method: "DELETE",
      urlTemplate: `${jobUrl}${version}`,
      parameters: withJob,
      request: null,
      responses: [
        empty(204, "The job was cancelled or deleted. Some hosts answer 200."),
        ...refusals(401, 404),
      ],
    },
  ];
}

const versionParameter: Parameter = {
  name: "apiversion",
  in: "query",
  type: "string",
  required: true,
  default: "2.0",
  description: "The version of the web service's interface: 2.0.",
};

const detailsParameter: Parameter = {
  name: "details",
  in: "query",
  type: "boolean",
  required: true,
  default: "true",
  description: "Whether the answer names its columns and their types.",
  enum: ["true", "false"],
};

function pathParameter(name: string, description: string, value?: string): Parameter {
  const preset = value === undefined ? {} : { default: value };
  return { name, in: "path", type: "string", required: true, description, ...preset };
}

function jsonRequest(sample: string, schema: JsonSchema): OperationInput["request"] {
  return { required: true, representations: [{ contentType: "application/json", sample, schema }] };
}

function json(status: number, description: string, sample: unknown, schema: JsonSchema): OperationResponse {
  const representation = { contentType: "application/json", sample: readableJson(sample), schema };
  return { status, description, representations: [representation] };
}

function empty(status: number, description: string): OperationResponse {
  return { status, description, representations: [] };
}

const refusalExamples = {
  400: ["The request is not what the web service expects.", { code: "MissingRequestInput" }],
  401: ["The API key is missing or is not this web service's.", { code: "ScoreRequestUnauthorized" }],
  404: ["There is no such web service or workspace.", { code: "WebServiceNotFound" }],
  408: ["The web service took too long.", { code: "ScoreRequestTimeout" }],
  503: [
    "Too many calls at once: wait a little and send it again.",
    { code: "RequestThrottled", values: ["default", "20"] },
  ],
} as const satisfies Record<number, readonly [string, ErrorCase]>;

function refusals(...statuses: (keyof typeof refusalExamples)[]): OperationResponse[] {
  return statuses.map((status) => {
    const [description, example] = refusalExamples[status];
    return json(status, description, describeError(example).body, errorSchema);
  });
}

const submitDescription = `Creates a batch job over data in Azure blob storage (batch execution service) and answers with its id. The job waits until BES Start.

\`Input\` is a CSV or TSV blob whose first row names the columns. Name it by \`ConnectionString\` and \`RelativeLocation\` (\`container/blob.csv\`), or by \`BaseLocation\`, \`RelativeLocation\` and \`SasBlobToken\`. \`Outputs\` says in the same way where the result goes (\`.csv\`, \`.tsv\` or \`.arff\`); without it the web service chooses a place of its own.`;

const sampleJobId = "0f3c1a5e9b7d48c2a6e4d1f08b5c7a92";

const sampleConnection =
  "DefaultEndpointsProtocol=https;AccountName=mystorageaccount;AccountKey=<your storage key>";

/** With an input that can be read as it stands, the job names no output: the web service stores the result itself. */
function sampleJob(service: DescribedService, sampleInput: SampleInput | undefined) {
  const GlobalParameters = Object.fromEntries(service.parameters.map(({ name, sample }) => [name, sample]));
  if (sampleInput) return { Input: sampleInput, GlobalParameters };
  const blob = (RelativeLocation: string) => ({ ConnectionString: sampleConnection, RelativeLocation });
  const { inputs, outputs } = portsOf(service);
  // One input has a word of its own; several go by their names [doc].
  const Inputs = Object.fromEntries(inputs.map(({ name }) => [name, blob(`mycontainer/${name}.csv`)]));
  return {
    ...(inputs.length === 1 ? { Input: blob("mycontainer/input.csv") } : { Inputs }),
    Outputs: Object.fromEntries(outputs.map((port) => [port.name, blob(outputPlace(port, outputs))])),
    GlobalParameters,
  };
}

function outputPlace({ name }: Port, outputs: readonly Port[]): string {
  return outputs.length === 1 ? "mycontainer/output.csv" : `mycontainer/${name}-output.csv`;
}

function sampleJobStatus(service: DescribedService) {
  const { outputs } = portsOf(service);
  const result = (port: Port) => ({
    ConnectionString: null,
    RelativeLocation: outputPlace(port, outputs),
    BaseLocation: "https://mystorageaccount.blob.core.windows.net/",
    SasBlobToken: "?sv=2015-02-21&sr=b&sig=...&se=2026-11-23T10%3A00%3A00Z&sp=r",
  });
  const Results = Object.fromEntries(outputs.map((port) => [port.name, result(port)]));
  return { StatusCode: "Finished", Results, Details: null };
}
