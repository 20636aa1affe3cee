import type { OperationInput, OperationResponse, Parameter, Representation } from "@/lib/catalogue/schema";
import { readableJson } from "./samples";
import type { JsonSchema } from "./schemas";

/** Operations of today's Azure Machine Learning endpoints. [doc] */

export const payloadSamples = {
  data: { data: [[1, 2, 3]] },
  mlflow: { input_data: { columns: ["a", "b"], index: [0], data: [[1, 2]] } },
  designer: { Inputs: { input1: [{ a: 1, b: 2 }] }, GlobalParameters: {} },
  kserve: { inputs: [{ name: "input-0", shape: [1, 3], datatype: "FP32", data: [1, 2, 3] }] },
} as const satisfies Record<string, unknown>;
export type PayloadShape = keyof typeof payloadSamples;

const list: JsonSchema = { type: "array" };
const payloadSchemas: Record<PayloadShape, JsonSchema> = {
  data: objectOf({ data: { type: "array", items: {} } }),
  mlflow: objectOf({ input_data: { type: ["object", "array"] } }),
  designer: {
    type: "object",
    required: ["Inputs"],
    properties: { Inputs: { type: "object" }, GlobalParameters: { type: "object" } },
  },
  kserve: objectOf({
    inputs: {
      type: "array",
      items: objectOf({ name: { type: "string" }, shape: list, datatype: { type: "string" }, data: list }),
    },
  }),
};

interface OnlineOptions {
  /** The scoring URI's path. */
  path: string;
  payload: PayloadShape;
  /** From the endpoint's own description, where it has one. */
  request?: Representation[];
  answer?: Representation[];
}

/** A managed online endpoint scores at one address. */
export function onlineOperations({ path, payload, request, answer }: OnlineOptions): OperationInput[] {
  const made = {
    contentType: "application/json",
    sample: readableJson(payloadSamples[payload]),
    schema: payloadSchemas[payload],
  };
  return [
    {
      displayName: "Score",
      description:
        "Scores the rows in the body with the model behind the endpoint. A single call has 5 seconds unless the deployment says otherwise, and never more than 180.",
      method: "POST",
      urlTemplate: path,
      parameters: [deploymentParameter],
      request: { required: true, representations: request ?? [made] },
      responses: [
        {
          status: 200,
          description: "The scores.",
          representations: answer ?? [{ contentType: "application/json" }],
        },
        ...refusals([401, 404, 408, 424, 429, 500]),
      ],
    },
  ];
}

const deploymentParameter: Parameter = {
  name: "azureml-model-deployment",
  in: "header",
  type: "string",
  required: false,
  description: "The deployment that is to answer; without it the endpoint's traffic rules choose.",
};

const refusalWords = {
  401: ["The key or token was not accepted.", "text/plain"],
  404: ["There is no such endpoint or deployment.", "text/plain"],
  408: ["The model took too long.", "text/plain"],
  424: ["The model failed; the headers ms-azureml-model-error-statuscode and -reason say how.", "text/plain"],
  429: ["Too many calls at once: wait a little and send it again.", "text/plain"],
  500: ["The endpoint failed.", "text/plain"],
} as const;

function refusals(statuses: (keyof typeof refusalWords)[]): OperationResponse[] {
  return statuses.map((status) => {
    const [description, contentType] = refusalWords[status];
    return { status, description, representations: [{ contentType }] };
  });
}

const submission = {
  properties: {
    InputData: {
      data: { JobInputType: "UriFolder", Uri: "https://account.blob.core.windows.net/container/folder" },
    },
    OutputData: {
      score: { JobOutputType: "UriFile", Uri: "azureml://datastores/workspaceblobstore/paths/scores.csv" },
    },
  },
};
const job = {
  id: "/subscriptions/…/jobs/batchjob-0f3c1a5e",
  name: "batchjob-0f3c1a5e",
  properties: { status: "Running" },
};
const jobSchema = objectOf({
  id: { type: "string" },
  name: { type: "string" },
  properties: objectOf({
    status: {
      type: "string",
      description:
        "NotStarted, Starting, Provisioning, Preparing, Queued, Running, Finalizing, CancelRequested, Completed, Failed or Canceled.",
    },
  }),
});

/** A batch endpoint takes jobs at one address and tells of each below it. */
export function batchOperations(path: string): OperationInput[] {
  const answer = (description: string): OperationResponse => ({
    status: 200,
    description,
    representations: [{ contentType: "application/json", sample: readableJson(job), schema: jobSchema }],
  });
  return [
    {
      displayName: "Submit job",
      description:
        "Starts a job over data in storage. The answer's `name` is the job's: ask Job status with it until `properties.status` is `Completed`.",
      method: "POST",
      urlTemplate: path,
      parameters: [],
      request: {
        required: true,
        representations: [
          {
            contentType: "application/json",
            sample: readableJson(submission),
            schema: objectOf({
              properties: objectOf({ InputData: { type: "object" }, OutputData: { type: "object" } }),
            }),
          },
        ],
      },
      responses: [answer("The job."), ...refusals([401, 404])],
    },
    {
      displayName: "Job status",
      description: "Tells how far a job is.",
      method: "GET",
      urlTemplate: `${path}/{jobid}`,
      parameters: [
        {
          name: "jobid",
          in: "path",
          type: "string",
          required: true,
          description: "The job's name, as Submit job answered it.",
        },
      ],
      request: null,
      responses: [answer("The job."), ...refusals([401, 404])],
    },
  ];
}

function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties };
}
