import type { Refusal, RefusalCode } from "./call";
import { refuse } from "./refusal";
import { badAnswerCode, lostCode, noAnswerCode } from "./wire/wire-error";

/** The code of an address that the guard refused. */
export const addressRefused = "GATEHOUSE_ADDRESS";

/** What a backend's failure means, by the code that Node, undici's connector or our own connections give it. */
const byCode: Readonly<Record<string, RefusalCode>> = {
  [addressRefused]: "backend-address",
  GATEHOUSE_BODY_TOO_LARGE: "body-too-large",
  GATEHOUSE_BODY_TOO_SLOW: "request-timeout",
  UND_ERR_CONNECT_TIMEOUT: "backend-connect-timeout",
  ETIMEDOUT: "backend-connect-timeout",
  [noAnswerCode]: "backend-headers-timeout",
  ECONNREFUSED: "backend-refused",
  EHOSTUNREACH: "backend-refused",
  ENETUNREACH: "backend-refused",
  EHOSTDOWN: "backend-refused",
  ENETDOWN: "backend-refused",
  EAFNOSUPPORT: "backend-refused",
  EPERM: "backend-refused",
  EADDRNOTAVAIL: "backend-refused",
  EACCES: "backend-refused",
  ENOTFOUND: "backend-name",
  EAI_AGAIN: "backend-name",
  EAI_FAIL: "backend-name",
  EAI_NODATA: "backend-name",
  EAI_NONAME: "backend-name",
  [lostCode]: "backend-reset",
  ECONNRESET: "backend-reset",
  EPIPE: "backend-reset",
  ECONNABORTED: "backend-reset",
  [badAnswerCode]: "backend-answer",
  EPROTO: "backend-tls",
  UND_ERR_HEADERS_TIMEOUT: "backend-headers-timeout",
  UND_ERR_BODY_TIMEOUT: "backend-headers-timeout",
  UND_ERR_SOCKET: "backend-reset",
  UND_ERR_HEADERS_OVERFLOW: "backend-answer",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "backend-answer",
};

const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_)/;

export function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Says once what went wrong before a backend's answer began. */
export function classifyFailure(error: Error): Refusal {
  const code = codeOf(error);
  const detail = `${code === "" ? error.name : code}: ${error.message}`;
  const known = byCode[code];
  if (known !== undefined) return refuse(known, { detail });
  if (tlsCode.test(code)) return refuse("backend-tls", { detail });
  if (code.startsWith("HPE_")) return refuse("backend-answer", { detail });
  return refuse("internal", { detail });
}

/** Whether the backend closed a connection under us, as it may with one that was kept alive (RFC 9112 section 9.3.1). */
export function closedEarly(error: Error): boolean {
  return byCode[codeOf(error)] === "backend-reset";
}
