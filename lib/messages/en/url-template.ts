import type { UrlTemplateError, UrlTemplateErrorCode } from "@/lib/catalogue/url-template";

/** What is wrong with a URL template, and what to write instead. */
const byCode: Record<UrlTemplateErrorCode, (piece: string) => string> = {
  "no-leading-slash": () => "Begin the URL template with a slash, for example /score.",
  whitespace: () => "Take the space out of the URL template, or write it as %20.",
  fragment: () => "Take the # out of the URL template; what follows it never reaches a server.",
  "invalid-character": (piece) => `Take "${piece}" out of the URL template; a URL may not contain it.`,
  "invalid-escape": (piece) =>
    `"${piece}" is not a valid escape; write % and two hexadecimal digits, for example %20.`,
  "unclosed-brace": (piece) => `Close the brace of "${piece}" with }.`,
  "unopened-brace": () => "There is a } without a { before it.",
  "empty-name": () => "Name the parameter between the braces, for example {id}.",
  "invalid-name": (piece) =>
    `"${piece}" cannot be a parameter's name; use letters, digits, dots, dashes and underscores, and begin with a letter.`,
  "duplicate-parameter": (piece) => `Two parameters are called "${piece}"; give one of them another name.`,
  "part-of-segment": (piece) =>
    `A parameter takes a whole path segment; write {name} between slashes instead of "${piece}".`,
  "empty-segment": () => "Remove one of the two slashes that follow each other.",
  "dot-segment": (piece) => `Take the segment "${piece}" out of the path.`,
  "wildcard-not-last": () => "The wildcard * stands alone and last in the path, as in /files/*.",
  "empty-query-key": () => "Give every query parameter a fixed name before its =, as in ?version={version}.",
  "duplicate-query-key": (piece) => `The query parameter "${piece}" appears twice; keep one.`,
  "part-of-value": (piece) =>
    `A parameter takes the whole value of a query parameter; write name={name} instead of "${piece}".`,
};

export function urlTemplateMessage(error: UrlTemplateError): string {
  return byCode[error.code](error.piece);
}
