import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { NextRequest } from "next/server";
import { vi } from "vitest";

/**
 * Lets a test call routes as a browser would: with cookies that are kept, an Origin and an address. Sessions, next-auth
 * and the database behind them are the real ones. It must be loaded before the routes:
 * `const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"))`.
 */
export const testPortal = "https://portal.example";

vi.stubEnv("PUBLIC_URL", testPortal);
vi.stubEnv("NEXTAUTH_URL", testPortal);
vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of signing in know");
vi.stubEnv("LOG_LEVEL", "silent");

const underWay = new AsyncLocalStorage<Request>();

function cookiesOf(header: string | null) {
  const pairs = (header ?? "").split("; ").filter(Boolean);
  const all = pairs.map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: decodeURIComponent(value.join("=")) };
  });
  return { getAll: () => all, get: (name: string) => all.find((one) => one.name === name) };
}

// next-auth requires the module itself, so what it exports is replaced rather than the import.
const nextHeaders: Record<string, unknown> = createRequire(import.meta.url)("next/headers");
nextHeaders.cookies = async () => cookiesOf(underWay.getStore()?.headers.get("cookie") ?? null);
nextHeaders.headers = async () => underWay.getStore()?.headers ?? new Headers();

type Route = (request: NextRequest, context: { params: Promise<never> }) => Promise<Response>;

interface Call {
  method?: string;
  path?: string;
  params?: Record<string, string | string[]>;
  json?: unknown;
  form?: Record<string, string>;
  /** Null sends none. */
  origin?: string | null;
}

export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(readonly address = "192.0.2.1") {}

  /** A browser that somebody is signed in with. */
  static async of(userId: string): Promise<TestBrowser> {
    // Loaded late: what they read of the environment is stubbed above.
    const { sealSession, sessionCookie } = await import("./session-cookie");
    const { startSession } = await import("@/lib/sessions/commands");
    const { db } = await import("@/lib/db/client");
    const browser = new TestBrowser();
    const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    const seen = { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0", address: browser.address };
    const sessionId = await startSession({ userId, sessionVersion }, seen);
    browser.cookies.set(sessionCookie().name, await sealSession(sessionId));
    return browser;
  }

  /** Sends one request to a route and keeps the cookies it answers. */
  async send(route: Route, call: Call = {}): Promise<Response> {
    const request = this.#request(call);
    const context = { params: Promise.resolve((call.params ?? {}) as never) };
    const response = await underWay.run(request, () => route(request, context));
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Runs what reads the request on the server, as a page does. */
  visit<Result>(page: () => Promise<Result>): Promise<Result> {
    return underWay.run(this.#request({}), page);
  }

  /** The same cookies in another place: a copied session. */
  copy(): TestBrowser {
    const twin = new TestBrowser(this.address);
    for (const [name, value] of this.cookies) twin.cookies.set(name, value);
    return twin;
  }

  #request({ method = "GET", path = "/", json, form, origin = testPortal }: Call): NextRequest {
    const headers = new Headers({ "X-Gatehouse-Client-Address": this.address });
    if (origin !== null) headers.set("Origin", origin);
    if (this.cookies.size > 0) {
      headers.set("Cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    }
    if (json !== undefined) headers.set("Content-Type", "application/json");
    if (form) headers.set("Content-Type", "application/x-www-form-urlencoded");
    const body = form
      ? new URLSearchParams(form).toString()
      : json === undefined
        ? null
        : JSON.stringify(json);
    return new NextRequest(`${testPortal}${path}`, { method, headers, body });
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const [name = "", ...value] = pair.split("=");
    const gone = attributes.some((attribute) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
    if (gone || value.join("=") === "") this.cookies.delete(name);
    else this.cookies.set(name, value.join("="));
  }
}
