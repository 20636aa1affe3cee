import { plural } from "@/lib/messages/plural";

const operations = (count: number) => plural("en", count, { one: "# operation", other: "# operations" });

/** What adding an API from somewhere says. */
export const publishingMessages = {
  ways: "How to add an API",
  wayNames: {
    blank: "Blank",
    classic: "AzureML web service (classic)",
    online: "Azure ML online endpoint",
    batch: "Azure ML batch endpoint",
    openapi: "OpenAPI",
    curl: "curl command",
  },
  wayHints: {
    blank: "You add its operations and its credential next.",
    classic:
      "Gatehouse reads the web service's description, makes its five operations with real samples, and tries the key.",
    online: "Gatehouse reads the endpoint's description where there is one, and tries the key.",
    batch: "Two operations: submit a job over data in storage, and follow it.",
    openapi:
      "Versions 2.0, 3.0 and 3.1, as JSON or YAML, up to 10 MB and 2,000 operations. References to other documents are not followed.",
    curl: "The command is read, not run. Its URL becomes the operation, a credential in it the backend's.",
  },
  classicParts: {
    title: "No request URI at hand? Make it from its parts",
    host: "Host",
    hostHint: "For example ussouthcentral.services.azureml.net.",
    workspace: "Workspace ID",
    workspaceHint: "As in the workspace's address.",
    service: "Service ID",
    serviceHint: "As on the web service's dashboard.",
  },
  requestUri: "Request URI",
  requestUriHint:
    "From the web service's API help page: https://…/workspaces/…/services/…/execute?api-version=2.0&details=true",
  apiKey: "API key",
  apiKeyHint: "Stored encrypted as the backend's credential, and never shown again.",
  scoringUri: "Scoring URI",
  scoringUriHint: "From the endpoint's Consume tab: https://….inference.ml.azure.com/score",
  onlineKeyHint: "Key or token. Empty: callers send their own. Stored encrypted, and never shown again.",
  payload: "Payload, where the endpoint does not describe itself",
  payloads: {
    data: '{"data": [[…]]}',
    mlflow: 'MLflow: {"input_data": {"columns": […], "data": […]}}',
    designer: 'Designer: {"Inputs": {"input1": [{…}]}}',
    kserve: 'KServe v2: {"inputs": [{"name": …, "data": […]}]}',
  },
  jobsUri: "Endpoint URI",
  jobsUriHint: "From the endpoint's page: https://….inference.ml.azure.com/jobs",
  token: "Token",
  tokenHint:
    "A Microsoft Entra token for https://ml.azure.com. Such tokens end after about an hour: leave it empty, and callers send their own Authorization header.",
  document: "Document",
  documentHint: "Paste it, or choose a file.",
  file: "Choose a file",
  fileTooLarge: "The file is larger than 10 MB.",
  fileNotText: "The file is not a text in UTF-8.",
  documentUrl: "URL of the document",
  documentUrlHint: "Read once, now, by this server. Used when nothing is pasted above.",
  command: "curl command",
  commandHint: "One command, as a browser's Copy as cURL or a help page gives it.",
  preview: "Preview",
  reading: "Reading…",
  again: "Read again",
  previewTitle: "What will be added",
  operationCount: operations,
  moreOperations: (count: number) => `and ${operations(count)} more`,
  notes: (count: number) => plural("en", count, { one: "# thing to know", other: "# things to know" }),
  credentialStored: "The credential will be stored encrypted with the backend.",
  credentialNone: "No credential: callers send their own, or store one on the Backend page.",
  added: (name: string) => `${name} was added`,
  addedHint: (count: number) => `With ${operations(count)}.`,
  changedMeanwhile:
    "Somebody changed the API after it was compared, or the document is another by now, so the import would do something else than was shown. Nothing is changed. Read it again to see what it would do now.",
  notRead: "Not read",
  trialOk: (ms: number) => `A first call with the sample was answered with 200 after ${Math.round(ms)} ms.`,
  trialRefused: (status: number) => `The web service did not accept the credential: it answered ${status}.`,
  trialOther: (status: number) =>
    `The web service took the credential, and answered the sample with ${status}. Its samples may need other values.`,
  trialMissing: "There is nothing at this address: a first call was answered with 404.",
  trialRedirects: (status: number) =>
    `The web service leads elsewhere (status ${status}). Redirects are not followed: enter the address it leads to.`,
  trialBusy: (status: number) =>
    `A first call was answered with ${status}: whether the web service takes the credential is not known yet.`,
  trialFailed: (message: string) => `A first call got no answer: ${message}`,

  documents: "Documents",
  documentsHint: "The API as a file, and its operations from one.",
  import: "Import OpenAPI",
  importTitle: "Import OpenAPI",
  importHint:
    "Brings this API's operations to what a document says. Operations are matched by verb and URL template; their policies and addresses in the portal stay.",
  removeMissing: "Delete operations that the document does not have",
  changesTitle: "What will change",
  groups: { added: "Added", changed: "Changed", removed: "Not in the document" },
  noChanges: "The document says what is here already.",
  unchanged: (count: number) => `${operations(count)} stay as they are.`,
  apply: "Apply",
  applied: "The operations were imported",
  removedKept: "They stay, unless you choose to delete them.",
  removedGo: "They will be deleted, with their policies. This cannot be undone.",
  parts: {
    displayName: "name",
    description: "description",
    urlTemplate: "URL template",
    parameters: "parameters",
    request: "request",
    responses: "responses",
  },

  addressInvalid: "Enter an absolute URL that begins with https:// or http://, without a user name.",
  requestUriMissing: "Paste the request URI from the web service's help page.",
  requestUriOther:
    "This is not a classic web service's address: it contains /workspaces/ and /services/, each with an id after it.",
  apiKeyMissing: "Enter the web service's API key.",
  scoringUriMissing: "Paste the endpoint's scoring URI.",
  jobsUriMissing: "Paste the endpoint's URI.",
  jobsUriOther: "A batch endpoint's URI ends with /jobs.",
  urlMissing: "Enter the document's URL.",
  documentMissing: "Paste a document, choose a file or enter its URL.",
  documentTooLong: "The document is larger than 10 MB. Import it in parts.",
  commandMissing: "Paste a curl command.",
  secretCharacters: "Use printable ASCII characters only.",
  tooLong: (longest: number) => `Use at most ${longest.toLocaleString("en")} characters.`,
  unreachable: (url: string, message: string) => `${url} cannot be read: ${message}`,
  answered: (url: string, status: number) => `${url} answered with status ${status}.`,
  redirects: (url: string, status: number) =>
    `${url} leads elsewhere (status ${status}). Redirects are not followed: enter the address it leads to.`,
  notSwagger: (url: string) => `${url} does not describe a classic web service.`,
  noInput:
    "The web service takes no input, so there is nothing to make a sample from. Add its operations by hand.",
  ownKeyTaken: (name: string) =>
    `An operation takes a query parameter ${name} for itself, which is where callers send their key. Import it into an API with another key query parameter.`,
  descriptionUnread: (message: string) =>
    `The endpoint's description cannot be read: ${message} The chosen payload stands in the sample.`,
  nothingKnown: "The endpoint does not describe itself: the chosen payload stands in the sample.",
  curl: {
    notCurl: "The command does not begin with curl.",
    several: (text: string) => `Paste one command: ${text} begins another.`,
    substitution: (text: string) => `${text} would be filled in by a shell. Write its value instead.`,
    openQuote: "A quote is not closed.",
    unknownOption: (option: string) =>
      `The option ${option} is not known here. Take it out, or add the operation by hand.`,
    optionValue: (option: string) => `The option ${option} lacks its value.`,
    noUrl: "The command has no URL.",
    severalUrls: "The command has several URLs. Paste one at a time.",
    unfit: (reason: string) => `What the command asks for cannot be an operation here: ${reason}`,
    badUrl: (url: string) => `${url} is not an http or https URL.`,
    method: (method: string) => `The verb ${method} is not known here.`,
    header: (header: string) => `The header ${header} has no name and value.`,
    file: (name: string) =>
      `The body is in the file ${name}, which is not read. Paste its content into the sample later.`,
    cookie: "The cookie is left out: it is somebody's session.",
    form: "The form's fields are in the sample; a file's content is not.",
    insecure: "--insecure is left out: the gateway checks certificates.",
  },
} as const;
