import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** What a provider can be made to say that is not so. */
export interface Lies {
  /** Claims of the id_token in place of true ones. */
  claims?: JWTPayload;
  /** Signs with a key that its key set does not have. */
  otherKey?: boolean;
  /** What its discovery document calls the issuer. */
  issuer?: string;
  /** What GitHub's API says of addresses. */
  emails?: unknown;
}

/** A stand-in for providers that lie, and for GitHub's three endpoints: it confirms whatever the test says. */
export async function startStandIn() {
  const [pair, other] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const key = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const standIn = { lies: {} as Lies, nonce: "", requests: [] as string[] };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    standIn.requests.push(pathname);
    const body = await textOf(request);
    const answer = await answers[pathname]?.(body);
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function idToken(): Promise<string> {
    const { claims = {}, otherKey = false } = standIn.lies;
    const now = Math.floor(Date.now() / 1000);
    const truth = {
      iss: issuer,
      aud: "gatehouse",
      sub: "liar",
      iat: now,
      exp: now + 300,
      nonce: standIn.nonce,
    };
    return new SignJWT({ ...truth, email: "ada@example.com", email_verified: true, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .sign(otherKey ? other.privateKey : pair.privateKey);
  }

  const answers: Record<string, (body: string) => unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer: standIn.lies.issuer ?? issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    }),
    "/jwks": () => ({ keys: [key] }),
    "/token": async () => ({ access_token: "a", token_type: "Bearer", id_token: await idToken() }),
    "/login/oauth/access_token": () => ({
      access_token: "github-token",
      token_type: "bearer",
      scope: "user",
    }),
    "/api/v3/user": () => ({ id: 4711, login: "ada-l", name: null }),
    "/api/v3/user/emails": () => standIn.lies.emails,
  };
  return Object.assign(standIn, {
    issuer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
