import type { JsonExpectation, JsonFault } from "@/lib/catalogue/json-text";

const jsonExpectations: Record<JsonExpectation, string> = {
  value: "a value",
  "value-or-close": "a value or ]",
  name: "a name in double quotes",
  "name-or-close": "a name in double quotes or }",
  colon: "a colon",
  "comma-or-close": "a comma or a closing bracket",
  end: "nothing more",
};

/** What could have stood where a JSON text goes wrong, and what stands there. */
export function jsonExpected({ expected, found }: Pick<JsonFault, "expected" | "found">): string {
  return `expected ${jsonExpectations[expected]}, found ${found === "" ? "the end" : found}`;
}

/** What the schemas of APIs and operations say about a wrong value: the field's problem and its fix. */
export const apiMessages = {
  nameMissing: "Enter a name for the web API.",
  displayNameMissing: "Enter a display name, for example RRS Execute.",
  parameterNameMissing: "Enter the parameter's name.",
  parameterRepeated: (name: string) =>
    `There is already a parameter ${name} in the same place. Remove one of them.`,
  placeUnknown: "Choose path, query or header.",
  typeUnknown: "Choose string, integer, number or boolean.",
  defaultOfType: (type: string) =>
    type === "boolean"
      ? "Enter true or false, or choose another type."
      : `Enter ${type === "integer" ? "a whole number" : "a number"}, or choose another type.`,
  defaultNotAllowed: (allowed: string) => `Enter one of the allowed values: ${allowed}.`,
  contentTypeInvalid: "Enter a content type such as application/json.",
  contentTypeRepeated: "This content type stands there already. Remove one of them.",
  statusInvalid: "Enter an HTTP status from 100 to 599.",
  statusRepeated: (status: number) => `There is already a response ${status}. Remove one of them.`,
  methodUnknown: (known: string) => `Choose one of ${known}.`,
  suffixMissing: "Enter a URL suffix, for example azureml-demo.",
  suffixInvalid:
    "Use letters, digits, dots, dashes, underscores and tildes, with single slashes between segments, for example azureml-demo.",
  urlMissing: "Enter the web service URL, for example https://ussouthcentral.services.azureml.net.",
  urlInvalid: "Enter an absolute URL that begins with https:// or http://.",
  urlWithUser: "Take the user name and password out of the URL; store them as the backend's credential.",
  urlWithQuery: "Leave out the query and fragment; they belong in the operations' URL templates.",
  schemeMissing: "Choose a URL scheme.",
  tagMissing: "Take out the empty tag.",
  tooManyTags: (most: number) => `Use at most ${most} tags.`,
  keyNameMissing: "Enter the name that the key is sent under.",
  credentialKindUnknown: "Choose how the secret is sent.",
  secretMissing: "Enter the secret, or choose to store no credential.",
  secretCharacters:
    "Use printable ASCII characters only; line breaks and other characters cannot be sent in a header.",
  credentialNameMissing: "Enter the name that the secret is sent under.",
  headerNameInvalid: "Use letters, digits and dashes, for example X-Api-Key.",
  headerReserved: "HTTP uses this header for something else. Choose another name, for example X-Api-Key.",
  userNameMissing: "Enter the user name.",
  userNameInvalid: "Use printable ASCII characters without a colon.",
  expiryInvalid: "Enter a day, or leave it empty.",
  fromInvalid: "Enter a day and a time, or leave it empty to switch by hand.",
  nextCredentialMissing: "Choose how the next secret is sent.",
  authorityMissing:
    "Enter the tenant's authority, for example https://login.microsoftonline.com/<tenant id>.",
  authorityInvalid:
    "Enter an https address without query, for example https://login.microsoftonline.com/<tenant id>.",
  clientIdMissing: "Enter the application (client) id.",
  scopeMissing: "Enter the scope, for example api://<application id>/.default.",
  wholeFrom: (least: number, most: number) =>
    `Enter a whole number from ${least} to ${most.toLocaleString("en")}.`,
  statusesInvalid: "Enter different statuses from 400 to 599, separated by commas.",
  timeoutInvalid: (longest: number) => `Enter a whole number of milliseconds from 100 to ${longest}.`,
  tooLong: (longest: number) => `Use at most ${longest.toLocaleString("en")} characters.`,
  idInvalid: "This is not an id.",
  jsonObjectWanted: "Enter a JSON object: { ... }.",
  jsonTooDeep: "Use a JSON object that is at most 64 levels deep, without NUL characters.",
  jsonInvalid: ({ line, column, ...fault }: JsonFault) =>
    `Not valid JSON at line ${line}, column ${column}: ${jsonExpected(fault)}.`,
} as const;

/** What the commands say when a value is fine by itself and yet cannot be taken. */
export const catalogueMessages = {
  adminsOnly: "Only administrators may see and change APIs.",
  apiMissing: "There is no such API. It may have been deleted.",
  operationMissing: "There is no such operation. It may have been deleted.",
  nameTaken: (name: string) => `There is already an API called ${name}. Choose another name.`,
  suffixTaken: (suffix: string, api: string) =>
    `The suffix ${suffix} is already used by ${api}. Choose another one.`,
  suffixTakenJustNow: (suffix: string) =>
    `The suffix ${suffix} has just been taken by another API. Choose another one.`,
  productGone: "One of the chosen products no longer exists. Reload the page and choose again.",
  httpNotAllowed:
    "This installation takes calls over HTTPS only. Choose HTTPS, or let the operator set ALLOW_HTTP=true.",
  rotationFirst: (origin: string) =>
    `The web service URL leads to ${origin} now, and a next credential waits for the old address. End its rotation first.`,
  lastBackend: "An API keeps its own backend. Change its address, or delete the API.",
  backendMissing: "There is no such backend. It may have been removed.",
  nextMissing: "There is no next credential. It may have been taken into use or removed.",
  credentialNeededAgain: (origin: string) =>
    `The web service URL leads to another address now, so the stored secret is not sent there. Enter the credential for ${origin} again, or remove it.`,
  schemaUncheckable: (fault: string) => `No body could be checked against this schema: ${fault}.`,
  templateLosesSegment: (name: string, rewrite: string) =>
    `The operation's policy asks for the path ${rewrite} and needs the segment {${name}}. Keep it, or change the policy first.`,
  templateTaken: (method: string, operation: string) =>
    `${operation} answers ${method} calls with the same URL template already (names of parameters do not count). Change the verb or the template.`,
  keyQueryInTemplate: (name: string, operation: string) =>
    `${operation} takes a query parameter ${name} for itself, and a key is taken out of the query. Choose another name.`,
  templateTakesKey: (name: string) =>
    `Callers send their key in the query parameter ${name}, which is taken out of the query. Rename the parameter, or the key in the API's settings.`,
  orderOutdated: "The operations have changed meanwhile. Reload the page and order them again.",
} as const;
