import type { SignedInUser } from "@/lib/auth/session";
import type { ConsoleOperationRow } from "@/lib/catalogue/console-queries";
import { AppError, fieldError } from "@/lib/errors";
import type { GatewayCall, KnownCaller } from "@/lib/gateway/call";
import { consoleMessages } from "@/lib/messages/en/try-it-request";
import { type BuiltRequest, buildRequest } from "@/lib/try-it/build-request";
import type { SentRequest } from "@/lib/try-it/frames";
import type { TryItInput } from "@/lib/try-it/schema";

interface Caller {
  user: SignedInUser | null;
  publicUrl: string;
  clientAddress: string;
}

/**
 * The gateway's call, built from nothing but the operation and the values: no header or cookie of the browser's own
 * request gets in, and no value can say where the call goes.
 * @throws AppError invalid-input naming each wrong field.
 */
export function prepareCall(
  { api, ...operation }: Omit<ConsoleOperationRow, "apiId">,
  input: TryItInput,
  { user, publicUrl, clientAddress }: Caller,
): { call: GatewayCall; sent: SentRequest } {
  const body = input.body.kind === "text" ? input.body.text : Buffer.from(input.body.data, "base64");
  const { parameters, headers, contentType } = input;
  const values = { parameters, headers, contentType, body };
  const { request, problems } = buildRequest(operation, values, api.keyHeader);
  if (problems.length > 0) {
    const detail = problems[0]?.message ?? consoleMessages.notValid;
    throw new AppError("invalid-input", detail, { fields: problems });
  }
  const { headers: keyed, knownCaller } = identify(request, input, user, api.keyHeader);
  const { protocol, host } = new URL(publicUrl);
  const bytes = request.body === null ? null : Buffer.from(request.body);
  return {
    call: {
      source: "console",
      method: request.method,
      target: `/${api.suffix}${request.path}`,
      headers: keyed,
      body: bytes && { lengthBytes: bytes.length, open: () => bytes },
      scheme: protocol === "https:" ? "https" : "http",
      host,
      clientAddress,
      forwardedFor: clientAddress,
      knownCaller,
      refused: null,
    },
    sent: {
      method: request.method,
      url: `${publicUrl}/gateway/${api.suffix}${request.path}`,
      headers: request.headers.filter(([name]) => name.toLowerCase() !== api.keyHeader.toLowerCase()),
    },
  };
}

/** Who calls: a key that was typed or pasted speaks for itself; else the session's user, with the chosen subscription. */
function identify(
  { headers }: BuiltRequest,
  { key, subscriptionId, asTester = false }: TryItInput,
  user: SignedInUser | null,
  keyHeader: string,
): { headers: string[]; knownCaller: KnownCaller | null } {
  const flat = headers.flat();
  const typed = headers.some(([name]) => name.toLowerCase() === keyHeader.toLowerCase());
  if (typed) return { headers: flat, knownCaller: null };
  if (key !== undefined) return { headers: [...flat, keyHeader, key], knownCaller: null };
  if (!user && subscriptionId !== null) throw fieldError("subscriptionId", consoleMessages.signInFirst);
  return { headers: flat, knownCaller: user && { userId: user.id, subscriptionId, isTester: asTester } };
}
