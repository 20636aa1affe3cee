import type { BackendCredential, BackendEntry } from "./entries";

/** A backend made ready: nothing of it is worked out per call. */
export interface BackendRoute {
  readonly id: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The URL's path without a slash at the end. */
  readonly basePath: string;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly maxInFlight: number | null;
  /** Headers that the credential sets: name, value. */
  readonly injectedHeaders: readonly string[];
  /** The lower-case name of the header that the credential owns, or null. */
  readonly ownedHeader: string | null;
  /** The query parameter that the credential sets: its name and `name=value` as it is sent, or null. */
  readonly injectedQuery: { readonly name: string; readonly pair: string } | null;
  /** Every spelling of the credential that must not show in an answer. */
  readonly secrets: readonly string[];
}

/** Shorter ones would be found by chance in answers that have nothing to do with them. */
const shortestSecret = 6;

type Injection = Pick<BackendRoute, "injectedHeaders" | "ownedHeader" | "injectedQuery" | "secrets">;

/** Works out all that can be known of a backend before a call; null when its URL does not parse. */
export function compileBackend(entry: BackendEntry): BackendRoute | null {
  const url = URL.canParse(entry.url) ? new URL(entry.url) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "")
    return null;
  const { id, connectTimeoutMs, headersTimeoutMs, maxInFlight = null } = entry;
  const basePath = url.pathname.replace(/\/+$/, "");
  return {
    id,
    origin: url.origin,
    basePath,
    connectTimeoutMs,
    headersTimeoutMs,
    maxInFlight,
    ...compileCredential(entry.credential),
  };
}

function compileCredential(credential: BackendCredential | null): Injection {
  switch (credential?.kind) {
    case undefined:
      return { injectedHeaders: [], ownedHeader: null, injectedQuery: null, secrets: [] };
    case "bearer":
      return header("Authorization", `Bearer ${credential.token}`, [credential.token]);
    case "basic": {
      const encoded = Buffer.from(`${credential.username}:${credential.password}`, "utf8").toString("base64");
      return header("Authorization", `Basic ${encoded}`, [encoded, credential.password]);
    }
    case "header": {
      const afterScheme = credential.value.slice(credential.value.indexOf(" ") + 1);
      return header(credential.name, credential.value, [credential.value, afterScheme]);
    }
    case "entra": {
      const { clientSecret } = credential;
      const secrets = distinct([clientSecret, encodeURIComponent(clientSecret)]);
      return { injectedHeaders: [], ownedHeader: "authorization", injectedQuery: null, secrets };
    }
    case "query": {
      const name = encodeURIComponent(credential.name);
      const value = encodeURIComponent(credential.value);
      return {
        injectedHeaders: [],
        ownedHeader: null,
        injectedQuery: { name: credential.name.toLowerCase(), pair: `${name}=${value}` },
        secrets: distinct([credential.value, value]),
      };
    }
  }
}

function header(name: string, value: string, secrets: string[]): Injection {
  return {
    injectedHeaders: [name, value],
    ownedHeader: name.toLowerCase(),
    injectedQuery: null,
    secrets: distinct([...secrets, ...secrets.map(encodeURIComponent)]),
  };
}

function distinct(secrets: string[]): string[] {
  return [...new Set(secrets)].filter(({ length }) => length >= shortestSecret);
}

/** The same backend, with more that must not show. */
export function withSecrets(backend: BackendRoute, secrets: readonly string[]): BackendRoute {
  if (secrets.length === 0) return backend;
  const spellings = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return { ...backend, secrets: distinct([...backend.secrets, ...spellings]) };
}

/** Takes every spelling of a backend's credential out of a text. */
export function redact(text: string, secrets: readonly string[]): string {
  let redacted = text;
  for (const secret of secrets) {
    if (redacted.includes(secret)) redacted = redacted.replaceAll(secret, "[redacted]");
  }
  return redacted;
}
