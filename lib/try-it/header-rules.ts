import { requestMessages as text } from "@/lib/messages/en/try-it-request";

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const printable = /^[\t\x20-\x7e]*$/;

const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "via",
]);
const forwarding = /^(forwarded|x-real-ip|x-forwarded-.*|x-gatehouse-.*)$/;

/** Headers of which two would contradict each other. */
const single = new Set(["authorization", "content-type", "user-agent"]);

/**
 * What is wrong with a header's name, or null. Names that the gateway drops or sets anew are refused here with the
 * reason, because what is shown is what is sent (RFC 9110 sections 5.6.2 and 7.6.1).
 */
export function headerNameProblem(name: string): string | null {
  if (name === "") return text.headerNameMissing;
  if (!token.test(name)) return text.headerNameInvalid;
  const lower = name.toLowerCase();
  if (lower === "host") return text.headerHost;
  if (lower === "content-length") return text.headerFraming(name);
  if (hopByHop.has(lower)) return text.headerConnection(name);
  return forwarding.test(lower) ? text.headerForwarded(name) : null;
}

/** What is wrong with a header's value, or null. */
export function headerValueProblem(value: string): string | null {
  if (/[\r\n]/.test(value)) return text.headerLineBreak;
  return printable.test(value) ? null : text.headerCharacters;
}

/** Whether a header of this name may be sent only once; the key's header is one of those. */
export function isSingle(name: string, keyHeader: string): boolean {
  const lower = name.toLowerCase();
  return single.has(lower) || lower === keyHeader.toLowerCase();
}
