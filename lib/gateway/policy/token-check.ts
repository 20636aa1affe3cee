import { errors, jwtVerify } from "jose";
import type { Clock } from "@/lib/limits/counter";
import type { GatewayCall } from "../call";
import { headerOf } from "../headers";
import { isRefusal, refuse } from "../refusal";
import type { TokenRule } from "./document";
import type { TokenKeys } from "./token-keys";
import { whose } from "./whose";

/** Clocks differ. */
const toleranceSeconds = 30;

/** Lets a call pass that carries a token as every rule asks for it (RFC 7519, RFC 8725). @throws a refusal */
export async function requireTokens(
  keys: TokenKeys,
  clock: Clock,
  rules: readonly TokenRule[],
  { headers }: Pick<GatewayCall, "headers">,
): Promise<void> {
  for (const rule of rules) {
    const value = headerOf(headers, rule.header);
    const token = /^(?:bearer +)?([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(value?.trim() ?? "")?.[1];
    if (value === null) throw refuseToken("missing-token", rule, null);
    if (token === undefined) throw refuseToken("invalid-token", rule, "it is not a signed token");
    const fault = await faultOf(keys, clock, rule, token);
    if (fault !== null) throw refuseToken("invalid-token", rule, fault);
  }
}

async function faultOf(
  keys: TokenKeys,
  clock: Clock,
  rule: TokenRule,
  token: string,
): Promise<string | null> {
  const { issuer, audiences, algorithms, keysUrl } = rule;
  const verify = async () =>
    jwtVerify(token, await keys.of(keysUrl), {
      issuer,
      ...(audiences.length > 0 && { audience: [...audiences] }),
      algorithms: [...algorithms],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp"],
    });
  try {
    await verify().catch(async (error: unknown) => {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await keys.renewedOf(keysUrl))) throw error;
      return verify();
    });
    return null;
  } catch (error) {
    if (isRefusal(error)) throw error;
    return error instanceof errors.JOSEError ? error.message : "it cannot be read";
  }
}

function refuseToken(
  code: "missing-token" | "invalid-token",
  { header, scope }: TokenRule,
  why: string | null,
) {
  const reason = why === null ? `${whose[scope]} asks for it` : `${why} (${whose[scope]})`;
  const challenge = code === "missing-token" ? "Bearer" : 'Bearer error="invalid_token"';
  return refuse(code, {
    detail: reason,
    headers: ["WWW-Authenticate", challenge],
    message:
      code === "missing-token"
        ? `A token is required in the header ${header}.`
        : "The token is not accepted: it is not valid, not meant for this API, or has ended.",
  });
}
