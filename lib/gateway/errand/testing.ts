import type { ServerResponse } from "node:http";
import type { BackendEntry, CatalogueData, Resilience } from "../entries";
import { api, type Backend, product, startBackend } from "../testing";

/** An OAuth server over real HTTP that gives tokens to one client. */
export interface OAuthServer extends Backend {
  /** How it answers from now on. */
  mode: "tokens" | "refuse" | "silent";
  lifeSeconds: number;
  /** Ends the connections on which nothing was said. */
  hangUp(): void;
}

export const client = { clientId: "gatehouse-client", clientSecret: "the client's own secret" };

/** @param makeToken gets the number of the request */
export async function startOAuthServer(makeToken: (count: number) => Promise<string>): Promise<OAuthServer> {
  const unanswered: ServerResponse[] = [];
  const backend = await startBackend((req, res, body) => {
    if (server.mode === "silent") {
      unanswered.push(res);
      return;
    }
    const form = new URLSearchParams(body.toString());
    const fits =
      req.url === "/tenant/oauth2/v2.0/token" &&
      form.get("grant_type") === "client_credentials" &&
      form.get("client_id") === client.clientId &&
      form.get("client_secret") === client.clientSecret;
    const isRefused = server.mode === "refuse" || !fits;
    const refusal = { error: "invalid_client", error_description: `not ${client.clientSecret}` };
    void makeToken(server.seen.length).then((token) => {
      const answer = { token_type: "Bearer", expires_in: server.lifeSeconds, access_token: token };
      res.writeHead(isRefused ? 401 : 200, { "Content-Type": "application/json" });
      res.end(JSON.stringify(isRefused ? refusal : answer));
    });
  });
  const hangUp = (): void => {
    for (const res of unanswered.splice(0)) res.destroy();
  };
  const server: OAuthServer = { ...backend, mode: "tokens", lifeSeconds: 3600, hangUp };
  return server;
}

export function entra({ url }: Pick<OAuthServer, "url">, clientSecret: string = client.clientSecret) {
  const authority = `${url}/tenant/`;
  return {
    kind: "entra",
    authority,
    clientId: client.clientId,
    clientSecret,
    scope: "api://ml/.default",
  } as const;
}

export function backendAt(id: string, url: string, more: Partial<BackendEntry> = {}): BackendEntry {
  return { id, url, credential: null, connectTimeoutMs: 1_000, headersTimeoutMs: 2_000, ...more };
}

const resilienceOff: Resilience = {
  attempts: 1,
  failures: 0,
  restSeconds: 30,
  failureStatuses: [502, 503, 504],
};

/** A catalogue of one API whose calls go to some backends; the first is its own. */
export function behind(
  [own, ...pool]: readonly [BackendEntry, ...BackendEntry[]],
  resilience: Partial<Resilience> | null = null,
): CatalogueData {
  const rules = resilience && { ...resilienceOff, ...resilience };
  return { apis: [api(own.url, { backend: own, pool, resilience: rules })], products: [product("starter")] };
}

/** A clock that stands until it is moved. */
export function movableClock() {
  let now = 1_700_000_000_000;
  return {
    now: () => now,
    monotonic: () => performance.now(),
    advance(ms: number) {
      now += ms;
    },
  };
}
