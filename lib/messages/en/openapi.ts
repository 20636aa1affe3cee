import { plural } from "@/lib/messages/plural";

/** What reading an OpenAPI document says: what is wrong with it and where, and what was left out of it. */
export const openApiMessages = {
  empty: "The document is empty.",
  tooLarge: (limitMib: number) => `The document is larger than ${limitMib} MB. Import it in parts.`,
  binary: "This is not a text. Choose a JSON or YAML file in UTF-8.",
  jsonSyntax: (line: number, column: number, reason: string) =>
    `Line ${line}, column ${column}: not valid JSON: ${reason}.`,
  yamlSyntax: (line: number, column: number, reason: string) =>
    `Line ${line}, column ${column}: not valid YAML: ${reason}.`,
  yamlRefused: (reason: string) => `The YAML is not taken: ${reason}.`,
  severalDocuments: (line: number) =>
    `Line ${line}: the file holds several YAML documents. Keep one, and remove the line of three dashes between them.`,
  notAnObject:
    'The document is not an object. An OpenAPI document begins with openapi: 3.1.0 or swagger: "2.0".',
  tooDeep: (place: string, deepest: number) => `${place}: nested more than ${deepest} levels deep.`,
  tooMany: (most: number) =>
    `The document has more than ${most.toLocaleString("en")} values, counting what its aliases repeat.`,
  tooComplicated:
    "The document's schemas refer to each other so often that they cannot be written out. Import it in parts.",
  notJson: (place: string, value: string) => `${place}: ${value} is not a JSON value.`,
  remoteReference: (place: string, reference: string) =>
    `${place}: refers to another document (${reference}). References leave no document here: put what it refers to into this one, below components.`,
  missingReference: (place: string, reference: string) =>
    `${place}: refers to ${reference}, which is not in the document.`,
  circularReference: (place: string, reference: string) =>
    `${place}: ${reference} refers to itself and to nothing else.`,
  noVersion:
    'This is not an OpenAPI document: it has neither openapi: 3.x nor swagger: "2.0" at its beginning.',
  otherKind: (kind: string) =>
    `This is ${kind}, not an OpenAPI document. Export it as OpenAPI 3 and import that.`,
  unknownVersion: (version: string) =>
    `OpenAPI version ${version} is not known here. Versions 2.0, 3.0 and 3.1 are.`,
  wanted: (place: string, what: string) => `${place}: expected ${what}.`,
  anObject: "an object",
  aList: "a list",
  aText: "a text",
  aSchema: "a JSON schema",
  pathWithoutSlash: (place: string) => `${place}: a path begins with a slash, as in /pets.`,
  pathTooLong: (place: string, longest: number) =>
    `${place.slice(0, 100)}…: a path has at most ${longest} characters.`,
  invalidPath: (place: string, reason: string) => `${place}: ${reason}`,
  parameterWithoutName: (place: string) => `${place}: the parameter has no name.`,
  parameterPlace: (place: string, where: string) =>
    `${place}: a parameter stands in path, query, header or cookie, not in ${where}.`,
  statusInvalid: (place: string) =>
    `${place}: a response is named by a status such as 200, a range such as 4XX, or default.`,
  noPaths: "The document has no paths, so there is nothing to import.",
  noOperations: "The document's paths have no operations that can be imported.",
  tooManyOperations: (count: number, most: number) =>
    `The document has ${count.toLocaleString("en")} operations. At most ${most.toLocaleString("en")} can be imported at once.`,
  invalidOperation: (place: string, reason: string) => `${place}: ${reason}`,

  notDescribed: "Not described.",
  schemaLeftOut: "Left out: the whole schema is too large.",
  notes: {
    webhooks: "Webhooks are not imported: they are calls that the web service makes.",
    trace: "TRACE is not imported: the gateway forwards no TRACE.",
    cookie: (name: string) =>
      `The cookie parameter ${name} is not imported: cookies are not forwarded as parameters.`,
    header: (name: string) => `The header parameter ${name} is not imported: its name is not a header's.`,
    parameterNotInPath: (name: string) =>
      `The path parameter ${name} does not stand in the path and is not imported.`,
    segment: (segment: string, name: string) =>
      `The segment ${segment} varies only in part; here all of it is the parameter ${name}.`,
    renamed: (name: string, fresh: string) => `The parameter ${name} is called ${fresh} here.`,
    fragment: "What follows # in the path is left out: it never reaches a server.",
    several: (name: string) => `${name} takes several values; here it is one text.`,
    defaultDropped: (name: string) => `The default of ${name} does not fit its type and is left out.`,
    allowedDropped: (name: string) => `The allowed values of ${name} are too many and are left out.`,
    contentType: (type: string) => `The content type ${type} is not imported.`,
    moreRepresentations: (most: number) => `Only the first ${most} content types are imported.`,
    moreResponses: (most: number) => `Only the first ${most} responses are imported.`,
    statusTaken: (status: string) =>
      `The response ${status} is not imported: there is one for the same status.`,
    sameCalls: (other: string) => `It takes the same calls as ${other} and is not imported.`,
    schemaShortened: "A schema is too large; parts of it are left out.",
    schemaDropped: "A schema is too large or too deep and is left out.",
    sampleInvalid: "An example cannot be stored and is left out.",
    textCut: (longest: number) =>
      `A text is longer than ${longest.toLocaleString("en")} characters and was cut.`,
    ownServers: "Its own server is left out: an API has one web service URL.",
    moreServers: "Only the first server is used.",
    serverRelative: (url: string) =>
      `The server ${url === "" ? "" : `${url} `}is no absolute address: enter the web service URL.`,
    noServer: "The document names no server: enter the web service URL.",
    credential: (what: string) =>
      `The web service asks for a credential (${what}). Store it on the API's Backend page.`,
    deprecated: "Deprecated.",
  },
  countOperations: (count: number) => plural("en", count, { one: "# operation", other: "# operations" }),
} as const;
