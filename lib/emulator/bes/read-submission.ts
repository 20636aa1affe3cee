import { z } from "zod";
import type { WebService } from "@/lib/azureml/web-service";
import { clip, type Refusal, refuse } from "../errors";
import { parseJson } from "../parse-json";
import { readParameters } from "../read-inputs";
import {
  type BlobPlace,
  type BlobProblem,
  blobReferenceSchema,
  isProblem,
  locationOf,
  readBlobReference,
  type StorageAccount,
} from "./blob-place";
import { outputFormatOf } from "./write-rows";

const references = z.record(z.string(), blobReferenceSchema.nullable()).nullish();

/** The body of `POST .../jobs`: `Input` or `Inputs`, `Output` or `Outputs`, each null or absent if unused [doc]. */
const submissionSchema = z.object({
  Input: blobReferenceSchema.nullish(),
  Inputs: references,
  Output: blobReferenceSchema.nullish(),
  Outputs: references,
  GlobalParameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish(),
});
type SubmissionBody = z.infer<typeof submissionSchema>;

export interface Submission {
  input: BlobPlace;
  /** Null: the service names its result itself. */
  output: BlobPlace | null;
  parameters: Record<string, number>;
}

/** What a batch job shall do. Throws the documented refusal for a body that does not say so. */
export function readSubmission(body: string, service: WebService, storage: StorageAccount): Submission {
  const invalid = refuse({ code: "RequestBodyInvalid" });
  const json = parseJson(body, invalid);
  if (json === null) throw refuse({ code: "RequestIsEmpty" });
  const parsed = submissionSchema.safeParse(json);
  if (!parsed.success) throw invalid;
  return {
    input: readInputPlace(parsed.data, service, storage),
    output: readOutputPlace(parsed.data, service, storage),
    parameters: readParameters(parsed.data, service),
  };
}

type JobRequest = Pick<SubmissionBody, "Input" | "Inputs" | "Output" | "Outputs">;

function readInputPlace(
  { Input, Inputs }: JobRequest,
  { input }: WebService,
  storage: StorageAccount,
): BlobPlace {
  const named = Object.entries(Inputs ?? {});
  if (Input && named.length > 0) throw refuse({ code: "DuplicateInputInBatchCall" });
  if (!Input && !Inputs) throw refuse({ code: "MissingRequestInput" });
  const reference = Input ?? pickInput(named, input.name);
  const place = readBlobReference(reference, storage);
  if (!isProblem(place)) return place;
  if (place.kind === "connection") throw badConnection(place.shown);
  throw refuse({ code: "MissingInputBlobInformation", target: input.name });
}

type NamedReference = [string, z.infer<typeof blobReferenceSchema> | null];

function pickInput(named: readonly NamedReference[], name: string): NonNullable<NamedReference[1]> {
  const strangers = named.map(([each]) => each).filter((each) => each !== name);
  if (named.length > 1) throw refuse({ code: "BatchJobInputsTooManySpecified", values: [name] });
  if (strangers.length > 0) throw refuse({ code: "InvalidInputNames", values: [clip(strangers.join(", "))] });
  const reference = named[0]?.[1];
  if (!reference) throw refuse({ code: "BatchJobInputsNotSpecified", values: [name] });
  return reference;
}

/** Both ways of naming the output at once are no valid body. [ours] */
function readOutputPlace(
  { Output, Outputs }: JobRequest,
  { output }: WebService,
  storage: StorageAccount,
): BlobPlace | null {
  const named = Object.entries(Outputs ?? {});
  if (Output && named.length > 0) throw refuse({ code: "RequestBodyInvalid" });
  const stranger = named.find(([name]) => name !== output.name);
  if (stranger) throw refuse({ code: "InvalidOutputOverrideName", values: [clip(stranger[0])] });
  const reference = Output ?? named[0]?.[1];
  if (!reference && named.length === 0) return null;
  const missing: BlobProblem = { kind: "missing" };
  const place = reference ? readBlobReference(reference, storage) : missing;
  if (isProblem(place)) {
    if (place.kind === "connection") throw badConnection(place.shown);
    throw refuse({ code: "MissingOutputOverrideSpecification", values: [output.name], target: output.name });
  }
  if (!outputFormatOf(place.blob)) throw badExtension(locationOf(place), output.name);
  return place;
}

function badConnection(shown: string): Refusal {
  return refuse({ code: "InvalidBlobConnectionString", values: [clip(shown, 200)] });
}

function badExtension(location: string, target: string): Refusal {
  return refuse({ code: "InvalidBlobExtension", values: [clip(location, 200), ".csv, .tsv, .arff"], target });
}
