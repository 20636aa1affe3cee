import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/**
 * A real OpenID provider on loopback, for tests. Whoever signs in there is named by the email they type, as
 * "<email>" or "<email>|<name>"; its address counts as confirmed unless it begins with "unconfirmed".
 */
export const testClient = { id: "gatehouse", secret: "the secret that only the provider and Gatehouse know" };

export interface TestProvider {
  issuer: string;
  close(): Promise<void>;
}

export async function startTestProvider({
  port = 0,
  redirectUris,
}: {
  port?: number;
  redirectUris: string[];
}): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: testClient.id, client_secret: testClient.secret, redirect_uris: redirectUris }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_context, login) => {
      const [email = "", name = "Ada Lovelace"] = login.split("|");
      return {
        accountId: login,
        claims: () => ({ sub: login, email, email_verified: !email.startsWith("unconfirmed"), name }),
      };
    },
  });
  server.on("request", provider.callback());
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Goes through the provider's pages as a browser would, and answers the address it is sent back to. */
export async function signInAtProvider(authorizationUrl: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let form: Record<string, string> | null = null;
  let url = authorizationUrl;
  for (let step = 0; step < 12; step += 1) {
    const answer: Response = await fetch(url, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location !== null) {
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin) return next.href;
      [url, form] = [next.href, null];
      continue;
    }
    const page = await answer.text();
    if (!page.includes("<form")) throw new Error(`the provider answers ${answer.status}: ${page}`);
    form = page.includes('name="login"')
      ? { prompt: "login", login, password: "any" }
      : { prompt: "consent" };
  }
  throw new Error("the provider does not come to an end");
}
