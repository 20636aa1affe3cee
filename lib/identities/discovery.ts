import { z } from "zod";
import { AppError, fieldError } from "@/lib/errors";
import { addressRefused } from "@/lib/gateway/failure";
import { identityMessages } from "@/lib/messages/en/identities";
import { fetchJson, isAllowedUrl } from "./outgoing";
import type { ProviderKind } from "./schema";

const text = identityMessages.discovery;

/** OpenID Connect Discovery 1.0, section 3: what of it is used. */
const discoveryDocument = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
});
export type Discovered = z.infer<typeof discoveryDocument>;

const keptMs = 10 * 60 * 1000;
const known = new Map<string, { at: number; document: Discovered }>();

/** The issuer's URL: of Entra it follows from the tenant. */
export function issuerUrl({ kind, issuer }: { kind: ProviderKind; issuer: string }): string {
  return kind === "entra" ? `https://login.microsoftonline.com/${issuer.toLowerCase()}/v2.0` : issuer;
}

/**
 * What an issuer says of itself; asked for anew after ten minutes. It must name itself as it was named, and nothing that
 * may not be reached from here.
 * @throws AppError invalid-input about the field "issuer"
 */
export async function discover(issuer: string, now = Date.now()): Promise<Discovered> {
  const kept = known.get(issuer);
  if (kept !== undefined && now - kept.at < keptMs) return kept.document;
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  if (!isAllowedUrl(url)) throw fieldError("issuer", text.refused(url));
  const parsed = discoveryDocument.safeParse(await read(url));
  if (!parsed.success) throw fieldError("issuer", text.invalid(url));
  const document = parsed.data;
  if (document.issuer !== issuer) throw fieldError("issuer", text.otherIssuer(document.issuer));
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = document;
  const asked = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint ?? jwks_uri];
  const refused = asked.find((endpoint) => !isAllowedUrl(endpoint));
  if (refused !== undefined) throw fieldError("issuer", text.endpoint(refused));
  known.set(issuer, { at: now, document });
  return document;
}

const coded = z.object({ code: z.string() });

async function read(url: string): Promise<unknown> {
  try {
    return await fetchJson(url);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isRefused = coded.safeParse(error).data?.code === addressRefused;
    throw fieldError("issuer", isRefused ? text.refused(url) : text.unreachable(url));
  }
}
