import type { Refusal, RefusalCode, RefusedLimit } from "./call";

/**
 * Everything the gateway answers by itself: status, title, and the words for the caller.
 * The messages of keys, limits and unknown paths are those that clients of Azure API Management already read.
 */
const table: Record<RefusalCode, { status: number; title: string; message: string }> = {
  "bad-request": { status: 400, title: "Malformed request", message: "The request is malformed." },
  "bad-path": {
    status: 400,
    title: "Malformed path or query",
    message: "The path or query holds a sequence that cannot be forwarded unchanged.",
  },
  "missing-parameter": {
    status: 400,
    title: "Missing query parameter",
    message: "A query parameter is missing.",
  },
  "ambiguous-credentials": {
    status: 400,
    title: "Ambiguous credentials",
    message: "Send the Authorization header once.",
  },
  "lookalike-header": {
    status: 400,
    title: "Look-alike header",
    message: "Write the header's name with dashes, not underscores.",
  },
  "target-too-long": { status: 414, title: "URL too long", message: "The URL is longer than 8 KiB." },
  "headers-too-long": {
    status: 431,
    title: "Headers too long",
    message: "The headers are longer than 16 KiB.",
  },
  misdirected: {
    status: 421,
    title: "Misdirected request",
    message: "The request names another host than the one it was sent to.",
  },
  "unsupported-coding": {
    status: 501,
    title: "Unsupported transfer coding",
    message: "The only transfer coding understood is chunked.",
  },
  "unsupported-expectation": {
    status: 417,
    title: "Unsupported expectation",
    message: "The only expectation understood is 100-continue.",
  },
  "unsupported-version": {
    status: 505,
    title: "HTTP version not supported",
    message: "The only versions understood are HTTP/1.1 and HTTP/1.0.",
  },
  "upgrade-not-supported": {
    status: 501,
    title: "Protocol upgrade not supported",
    message: "WebSocket and other protocol upgrades are not supported.",
  },
  "not-found": { status: 404, title: "Not found", message: "Resource not found" },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    message: "The resource does not support this method.",
  },
  "request-timeout": {
    status: 408,
    title: "Request timed out",
    message: "The request did not arrive in time.",
  },
  "unsupported-method": {
    status: 501,
    title: "Unknown method",
    message: "The request's method is not known.",
  },
  "cors-not-allowed": {
    status: 403,
    title: "Cross-origin calls not allowed",
    message: "This API does not answer calls from other origins in a browser.",
  },
  "https-required": {
    status: 403,
    title: "HTTPS required",
    message: "This API answers over HTTPS only.",
  },
  "missing-key": {
    status: 401,
    title: "Missing subscription key",
    message:
      "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
  },
  "invalid-key": {
    status: 401,
    title: "Invalid subscription key",
    message:
      "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
  },
  "not-in-product": {
    status: 403,
    title: "Not in the subscription's product",
    message: "Access denied. The subscription's product does not include this API.",
  },
  "user-blocked": {
    status: 403,
    title: "Account blocked",
    message: "Access denied. The account that owns this subscription is blocked.",
  },
  "ip-not-allowed": {
    status: 403,
    title: "Address not allowed",
    message: "Calls from this address are not allowed.",
  },
  "missing-header": { status: 400, title: "Missing header", message: "A required header is missing." },
  "missing-token": { status: 401, title: "Missing token", message: "A token is required." },
  "invalid-token": { status: 401, title: "Invalid token", message: "The token is not accepted." },
  "token-keys-unavailable": {
    status: 503,
    title: "Token keys unavailable",
    message: "Tokens cannot be checked at the moment. Try again shortly.",
  },
  "policy-broken": {
    status: 500,
    title: "Policy cannot be applied",
    message: "A policy of this operation cannot be applied. Its administrator can mend it.",
  },
  "invalid-body": { status: 400, title: "Invalid body", message: "The body does not fit this operation." },
  "checks-busy": {
    status: 503,
    title: "Too many bodies to check",
    message: "Too many bodies are waiting to be checked. Try again shortly.",
  },
  "no-example": {
    status: 501,
    title: "No example to answer with",
    message: "This operation answers with its example, and has none.",
  },
  "rate-limit": { status: 429, title: "Rate limit exceeded", message: "Rate limit is exceeded." },
  concurrency: {
    status: 429,
    title: "Too many calls at once",
    message: "Too many calls of this subscription are under way.",
  },
  quota: { status: 403, title: "Quota exceeded", message: "Out of call volume quota." },
  "body-too-large": {
    status: 413,
    title: "Request body too large",
    message: "The request body is too large.",
  },
  "forwarding-loop": {
    status: 508,
    title: "Forwarding loop",
    message: "The call has come back to the gateway that forwarded it.",
  },
  "backend-busy": {
    status: 503,
    title: "Too many calls in flight",
    message: "Too many calls are waiting for this web service. Try again shortly.",
  },
  "backend-resting": {
    status: 503,
    title: "Web service resting",
    message: "The web service has failed repeatedly and is left alone for a while.",
  },
  "backend-token": {
    status: 502,
    title: "No token for the web service",
    message: "The credential of the web service could not be fetched.",
  },
  "backend-refused": {
    status: 502,
    title: "Web service refused the connection",
    message: "The web service did not accept a connection.",
  },
  "backend-name": {
    status: 502,
    title: "Web service name not found",
    message: "The web service's host name could not be resolved.",
  },
  "backend-tls": {
    status: 502,
    title: "Web service TLS failure",
    message: "No secure connection to the web service could be made.",
  },
  "backend-reset": {
    status: 502,
    title: "Web service closed the connection",
    message: "The web service closed the connection before it answered.",
  },
  "backend-answer": {
    status: 502,
    title: "Web service answer not understood",
    message: "The web service's answer is not valid HTTP.",
  },
  "backend-address": {
    status: 502,
    title: "Web service address not allowed",
    message: "The web service's address is not one that the gateway may connect to.",
  },
  "backend-connect-timeout": {
    status: 504,
    title: "Web service connection timed out",
    message: "No connection to the web service could be made in time.",
  },
  "backend-headers-timeout": {
    status: 504,
    title: "Web service answer timed out",
    message: "The web service did not answer in time.",
  },
  "subscriptions-unavailable": {
    status: 503,
    title: "Subscriptions unavailable",
    message: "The subscription key cannot be checked at the moment. Try again shortly.",
  },
  "jobs-unavailable": {
    status: 503,
    title: "Jobs unavailable",
    message: "Whose job this is cannot be checked at the moment. Try again shortly.",
  },
  "counters-unavailable": {
    status: 503,
    title: "Limits unavailable",
    message: "The limits of the subscription cannot be checked at the moment. Try again shortly.",
  },
  internal: { status: 500, title: "Gateway fault", message: "The gateway failed to handle the call." },
};

interface RefusalExtras {
  message?: string;
  detail?: string;
  headers?: readonly string[];
  retryAfterSeconds?: number;
  limit?: RefusedLimit;
}

export function refuse(code: RefusalCode, extras: RefusalExtras = {}): Refusal {
  const { status, title, message } = table[code];
  const { headers = [], retryAfterSeconds = null, detail = null, limit = null } = extras;
  return {
    code,
    status,
    title,
    message: extras.message ?? message,
    detail,
    headers: retryAfterSeconds === null ? headers : [...headers, "Retry-After", String(retryAfterSeconds)],
    retryAfterSeconds,
    limit,
  };
}

/**
 * The detail that a caller may read: it is about the call itself. A fault's detail may name what stands behind the
 * gateway (addresses, the database's words), one of something that is not there that it is another's: they stay in the log.
 */
export function callersDetail({ code, detail }: Refusal): string | null {
  return /^(?:backend-|internal$|not-found$|.*-unavailable$)/.test(code) ? null : detail;
}

/** What a stored code stands for, in a few words; null for one of a later version. */
export function refusalTitle(code: string): string | null {
  const known: Readonly<Record<string, { title: string }>> = table;
  return known[code]?.title ?? null;
}

/** Told by its shape: what throws it may live in another bundle. */
export function isRefusal(thrown: unknown): thrown is Refusal {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "title" in thrown;
}

/** 401: what is missing, and the header it goes in. */
export function refuseKey(
  code: "missing-key" | "invalid-key",
  realm: string,
  keyHeader: string,
  detail?: string,
) {
  const challenge = `AzureApiManagementKey realm="${quotable(realm)}",name="${quotable(keyHeader)}",type="header"`;
  return refuse(code, {
    headers: ["WWW-Authenticate", challenge],
    ...(detail === undefined ? {} : { detail }),
  });
}

const volumes = { calls: "call volume", bytes: "bandwidth", rows: "row" } as const;

/** 429 for a rate or for too many at once, 403 for a quota, with when to come back. */
export function refuseLimit(limit: RefusedLimit, retryAfterMs: number | null): Refusal {
  const owner = limit.scope === "global" ? "all APIs" : `${limit.scope} ${limit.name}`;
  const detail = `${limit.used} of ${limit.limit} ${limit.measure} used (limit ${limit.limitId} of ${owner})`;
  if (limit.kind === "concurrency") {
    const message = `Too many calls of this subscription are under way: at most ${limit.limit} may be.`;
    return refuse("concurrency", { message, detail, limit, retryAfterSeconds: 1 });
  }
  const volume = volumes[limit.measure];
  if (retryAfterMs === null) return refuse("quota", { message: `Out of ${volume} quota.`, detail, limit });
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (limit.kind === "quota") {
    const message = `Out of ${volume} quota. Quota will be replenished in ${formatDuration(seconds)}.`;
    return refuse("quota", { message, detail, limit, retryAfterSeconds: seconds });
  }
  const name = limit.limitId.replace(/[^A-Za-z0-9_-]/g, "");
  return refuse("rate-limit", {
    message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
    detail,
    limit,
    retryAfterSeconds: seconds,
    headers: [
      "RateLimit-Policy",
      `"${name}";q=${limit.limit};w=${limit.periodSeconds}`,
      "RateLimit",
      `"${name}";r=0;t=${seconds}`,
    ],
  });
}

/** `hh:mm:ss`, and `d.hh:mm:ss` from a day on. */
export function formatDuration(totalSeconds: number): string {
  const days = Math.floor(totalSeconds / 86_400);
  const clock = [Math.floor(totalSeconds / 3600) % 24, Math.floor(totalSeconds / 60) % 60, totalSeconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days > 0 ? `${days}.${clock}` : clock;
}

/**
 * The body: RFC 9457's members, and beside them the `statusCode` and `message` that existing clients read.
 * `explain` adds the detail, which the public door keeps for the log.
 */
export function problemBody(refusal: Refusal, requestId: string, explain: boolean): Buffer {
  const { code, title, status, message, retryAfterSeconds, limit } = refusal;
  const reason = explain ? callersDetail(refusal) : null;
  return Buffer.from(
    JSON.stringify({
      type: `urn:gatehouse:refusal:${code}`,
      title,
      status,
      detail: message,
      statusCode: status,
      message,
      requestId,
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
      ...(limit === null ? {} : { limit }),
      ...(reason === null ? {} : { reason }),
    }),
  );
}

export function problemHeaders(refusal: Refusal, requestId: string, lengthBytes: number): string[] {
  return [
    "Content-Type",
    "application/problem+json",
    "Content-Length",
    String(lengthBytes),
    "X-Request-Id",
    requestId,
    "Cache-Control",
    "no-store",
    ...refusal.headers,
  ];
}

/** Safe inside a quoted string of a header. */
function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, "");
}
