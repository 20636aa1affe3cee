import type { ErrorBody } from "./contract";

/** The classes of refusals with their HTTP status and message [doc]. */
export const errorClasses = {
  BadArgument: { status: 400, message: "Invalid argument provided." },
  BadUserArgument: { status: 400, message: "Invalid user argument provided." },
  InvalidOperation: { status: 400, message: "The request is invalid in the current context." },
  Unauthorized: { status: 401, message: "Request is unauthorized to access resource." },
  NotFound: { status: 404, message: "Resource not found." },
  RequestTimeout: { status: 408, message: "The operation could not be completed within the permitted time." },
  MemoryQuotaViolation: {
    status: 413,
    message: "The model had exceeded the memory quota assigned to it.",
  },
  InternalError: { status: 500, message: "Execution encountered an internal error." },
  ServiceUnavailable: { status: 503, message: "Service is temporarily unavailable." },
  GatewayTimeout: { status: 504, message: "The operation could not be completed within the permitted time." },
} as const;

type ErrorClass = keyof typeof errorClasses;

/**
 * Every case with its class and message [doc]; `{0}` and `{1}` are filled in by the service. The double spaces and
 * the odd grammar are Microsoft's: clients compare these texts.
 */
export const errorDetails = {
  BadParameterValue: {
    class: "BadArgument",
    message: "The parameter value supplied does not satisfy the parameter rule on the parameter",
  },
  BadSubscriptionId: {
    class: "BadArgument",
    message: "The subscription Id that is used to score is not the one present in the resource",
  },
  BadVersionCall: {
    class: "BadArgument",
    message:
      "Invalid version parameter was passed during the API call: {0}. Check the API help page for passing the correct version and try again.",
  },
  BatchJobInputsNotSpecified: {
    class: "BadArgument",
    message:
      "The following required input(s) were not specified with the request: {0}. Please ensure all input data is specified and try again.",
  },
  BatchJobInputsTooManySpecified: {
    class: "BadArgument",
    message:
      "The request specified more inputs than defined in the service. List of accepted input(s): {0}. Please ensure all input data is specified correctly and try again.",
  },
  BlobNotFound: {
    class: "BadArgument",
    message: "Unable to access the provided Azure blob - {0}.  Azure error message: {1}.",
  },
  DuplicateInputInBatchCall: {
    class: "BadArgument",
    message:
      "The batch request is invalid. Cannot specify both single and multiple input at the same time. Remove one of these items from the request and try again.",
  },
  InvalidBlobConnectionString: {
    class: "BadArgument",
    message:
      "The connection string specified for one of the input/output blobs in invalid: {0}. Please correct this and try again.",
  },
  InvalidBlobExtension: {
    class: "BadArgument",
    message:
      'The blob reference: {0} has an invalid or missing file extension. Supported file extensions for this output type are: "{1}".',
  },
  InvalidInputNames: {
    class: "BadArgument",
    message:
      "Invalid service input name(s) specified in the request: {0}. Please map the input data to the correct service inputs and try again.",
  },
  InvalidOutputOverrideName: {
    class: "BadArgument",
    message:
      "Invalid output override name: {0}. The service does not have an output node with this name. Please pass in a correct output node name to override (case sensitivity applies).",
  },
  InvalidQueryParameter: { class: "BadArgument", message: "Invalid query parameter '{0}'. {1}" },
  MissingInputBlobInformation: {
    class: "BadArgument",
    message:
      "Missing Azure storage blob information. Provide a valid connection string and relative path or URI and try again.",
  },
  MissingOutputOverrideSpecification: {
    class: "BadArgument",
    message:
      "The request is missing the blob specification for output override {0}. Please specify a valid blob location with the request, or remove the output specification if no location override is desired.",
  },
  MissingRequestInput: {
    class: "BadArgument",
    message:
      "The web service expects an input, but no input was provided. Ensure valid inputs are provided based on the published input ports in the model and try again.",
  },
  MissingRequiredGlobalParameters: {
    class: "BadArgument",
    message:
      "Not all required web service parameter(s) provided. Verify the parameter(s) expected for the module(s) are correct and try again.",
  },
  RequestBodyInvalid: {
    class: "BadArgument",
    message: "No request body provided or error in deserializing the request body.",
  },
  RequestIsEmpty: {
    class: "BadArgument",
    message: "No request provided. Provide a valid request and try again.",
  },
  UnexpectedParameter: {
    class: "BadArgument",
    message:
      "Unexpected parameters provided. Verify all parameter names are spelled correctly, only expected parameters are passed, and try again.",
  },
  InputMismatchError: {
    class: "BadUserArgument",
    message: "Input data does not match input port schema.",
  },
  InputParseError: {
    class: "BadUserArgument",
    message:
      "Parsing of input vector failed.  Verify the input vector has the correct number of columns and data types.  Additional details: {0}.",
  },
  CannotStartJob: {
    class: "InvalidOperation",
    message: "The job cannot be started because it is in {0} state.",
  },
  ScoreRequestUnauthorized: { class: "Unauthorized", message: "Invalid credentials provided." },
  WebServiceIdNotFoundInWorkspace: {
    class: "NotFound",
    message:
      "Web service under this workspace not found. There is a mismatch between the webServiceId and the workspaceId. Verify the web service provided is part of the workspace and try again.",
  },
  WebServiceNotFound: {
    class: "NotFound",
    message: "Web service not found. Verify the web service Id is correct and try again.",
  },
  WorkspaceNotFound: {
    class: "NotFound",
    message: "Workspace not found. Verify the workspace Id is correct and try again.",
  },
  ScoreRequestTimeout: { class: "RequestTimeout", message: "Execution request timed out." },
  OutOfMemoryLimit: {
    class: "MemoryQuotaViolation",
    message:
      "The model consumed more memory than was appropriated for it. Maximum allowed memory for the model is {0} MB. Please check your model for issues.",
  },
  ContainerProcessTerminatedWithSystemError: {
    class: "InternalError",
    message: "The container process crashed with system error",
  },
  RequestThrottled: {
    class: "ServiceUnavailable",
    message: "Request was throttled for {0} endpoint. The maximum concurrency for the endpoint is {1}.",
  },
  TooManyConcurrentRequests: { class: "ServiceUnavailable", message: "Too many concurrent requests sent." },
  BackendScoreTimeout: {
    class: "GatewayTimeout",
    message: "The web service request execution could not be completed within the permitted time.",
  },
} as const satisfies Record<string, { class: ErrorClass; message: string }>;

export type DetailCode = keyof typeof errorDetails;

export function isDetailCode(text: string): text is DetailCode {
  return Object.hasOwn(errorDetails, text);
}

/** One case to report: `values` fill `{0}` and `{1}`, `target` names the input or parameter it is about [seen]. */
export interface ErrorCase {
  code: DetailCode;
  values?: readonly string[];
  target?: string;
}

/** The status and body of a refusal. All cases given together must be of one class: the first one's is answered. */
export function describeError(
  first: ErrorCase,
  ...others: readonly ErrorCase[]
): { status: number; body: ErrorBody } {
  const { class: code } = errorDetails[first.code];
  const { status, message } = errorClasses[code];
  return { status, body: { error: { code, message, details: [first, ...others].map(describeCase) } } };
}

function describeCase({ code, values = [], target }: ErrorCase): ErrorBody["error"]["details"][number] {
  const message = errorDetails[code].message.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
  return { code, ...(target !== undefined && { target }), message };
}
