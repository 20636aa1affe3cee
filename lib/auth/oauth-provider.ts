import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type ConfirmedPerson, personOfClaims, personOfGithub } from "@/lib/identities/claims";
import { discover, issuerUrl } from "@/lib/identities/discovery";
import { fetchJson, guardedHttpOptions } from "@/lib/identities/outgoing";
import type { OpenedProvider } from "@/lib/identities/queries";

declare module "next-auth" {
  /** What next-auth carries from the provider's answer to our callbacks. */
  interface Profile {
    person?: ConfirmedPerson;
  }
}

/** A provider as next-auth runs it, with every check that there is: state, PKCE, and the nonce where there is an id_token. */
export async function oauthProvider(provider: OpenedProvider): Promise<OAuthConfig<Profile>> {
  const { id, name, clientId, clientSecret } = provider;
  const own = provider.kind === "github" ? github(provider) : await openId(provider, provider.kind);
  return {
    ...own,
    id,
    name,
    type: "oauth",
    clientId,
    clientSecret,
    httpOptions: guardedHttpOptions(),
    profile: ({ person }) => ({ id: person?.subject ?? "" }),
  };
}

type Own = Omit<OAuthConfig<Profile>, "id" | "name" | "type" | "profile">;

async function openId(provider: OpenedProvider, kind: "oidc" | "entra"): Promise<Own> {
  const issuer = issuerUrl(provider);
  const document = await discover(issuer);
  const methods = document.token_endpoint_auth_methods_supported;
  const algorithms = document.id_token_signing_alg_values_supported;
  const signed = algorithms.includes("RS256")
    ? "RS256"
    : (algorithms.find((name) => /^(?:RS|PS|ES)\d{3}$|^EdDSA$/.test(name)) ?? "RS256");
  return {
    issuer,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { url: document.authorization_endpoint, params: { scope: "openid email profile" } },
    token: { url: document.token_endpoint },
    jwks_endpoint: document.jwks_uri,
    client: {
      token_endpoint_auth_method: methods.includes("client_secret_basic")
        ? "client_secret_basic"
        : "client_secret_post",
      id_token_signed_response_alg: signed,
    },
    userinfo: {
      ...(document.userinfo_endpoint !== undefined && { url: document.userinfo_endpoint }),
      // By now the id_token's signature, issuer, audience, expiry and nonce were checked.
      async request({ tokens, client }) {
        const token = claimsOf(tokens);
        const isWhole = typeof token.email === "string" || document.userinfo_endpoint === undefined;
        // OpenID Connect Core 5.4: with an access token, claims of scopes stand at the userinfo endpoint; its `sub` is compared.
        const more = isWhole ? {} : await client.userinfo(tokens.access_token ?? "", { params: {} });
        if ("sub" in more && more.sub !== token.sub) throw new Error("userinfo is about somebody else");
        return { person: personOfClaims(kind, { ...more, ...token }) };
      },
    },
  };
}

function claimsOf(tokens: { id_token?: string }): Record<string, unknown> {
  const [, payload = ""] = (tokens.id_token ?? "").split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}

/** GitHub speaks OAuth 2.0 alone: who it is stands in its API. */
function github({ issuer }: OpenedProvider): Own {
  const base = new URL(issuer).origin;
  const api = base === "https://github.com" ? "https://api.github.com" : `${base}/api/v3`;
  return {
    issuer: base,
    idToken: false,
    checks: ["pkce", "state"],
    authorization: {
      url: `${base}/login/oauth/authorize`,
      params: { scope: "read:user user:email" },
    },
    token: { url: `${base}/login/oauth/access_token` },
    client: { token_endpoint_auth_method: "client_secret_post" },
    userinfo: {
      url: `${api}/user`,
      async request({ tokens }) {
        const headers = { authorization: `Bearer ${tokens.access_token}` };
        const [user, emails] = await Promise.all([
          fetchJson(`${api}/user`, headers),
          fetchJson(`${api}/user/emails`, headers),
        ]);
        return { person: personOfGithub(user, emails) };
      },
    },
  };
}
