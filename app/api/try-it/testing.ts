import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SignedInUser } from "@/lib/auth/session";
import { credentialPlace } from "@/lib/catalogue/credential-place";
import { db } from "@/lib/db/client";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { type Frame, FrameDecoder } from "@/lib/try-it/frames";
import type { TryItInput } from "@/lib/try-it/schema";

/** What the tests of the console's route share: a small catalogue, a backend, a posted call and its frames. */

export const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };
export const bob: SignedInUser = { id: "bob", email: "bob@example.com", name: "Bob", role: "developer" };
export const adasKey = "gate_of_ada_0123456789";
export const backendSecret = "the-backends-own-secret";

export interface Listener {
  url: string;
  requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[];
  close(): Promise<void>;
}

/** A server that keeps what it is asked; one that listens already may be handed in. */
export async function startListener(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  server: Server = createServer(),
): Promise<Listener> {
  const requests: Listener["requests"] = [];
  server.on("request", async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
    answer(request, response);
  });
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const score = {
  id: "score",
  slug: "score",
  displayName: "Score",
  method: "POST",
  urlTemplate: "/score/{model}?v={version}",
  position: 0,
  parameters: [{ name: "version", in: "query", type: "string", required: true, default: "2.0" }],
};

async function addProduct(id: string, groupId: string, data: object = {}): Promise<void> {
  await db().product.create({ data: { id, slug: id, name: id, groups: { create: { groupId } }, ...data } });
}

async function addApi(name: string, backendUrl: string, productIds: string[]): Promise<void> {
  const credentialSealed = seal(backendSecret, installedSecrets().seal, credentialPlace(name));
  await db().backend.create({
    data: { id: name, url: backendUrl, credentialKind: "bearer", credentialSealed },
  });
  await db().api.create({
    data: {
      name,
      slug: name,
      suffix: name,
      backend: { connect: { id: name } },
      products: { create: productIds.map((productId) => ({ productId })) },
      operations: { create: { ...score, id: `${name}-score` } },
    },
  });
}

async function addSubscription(id: string, productId: string, key: string): Promise<void> {
  const hash = hashKey(key, installedSecrets().keyHash);
  const keys = { create: { slot: "primary", hash, prefix: "gate_", lastFour: key.slice(-4) } };
  await db().subscription.create({
    data: { id, name: id, userId: ada.id, productId, state: "active", startsAt: new Date(), keys },
  });
}

/**
 * Ada and Bob; the API `demo` for developers (products `unlimited` and `limited`, of 3 calls a minute) with Ada's
 * subscriptions `adas` and `spent`; the API `open` for guests, without a key.
 */
export async function seedCatalogue(backendUrl: string): Promise<void> {
  for (const { id, email, name } of [ada, bob]) await db().user.create({ data: { id, email, name } });
  for (const name of ["Developers", "Guests"]) {
    await db().group.create({ data: { id: name, name, kind: "system" } });
  }
  const limits = [{ id: "rate", kind: "rate", measure: "calls", limit: 3, periodSeconds: 60 }];
  await addProduct("unlimited", "Developers");
  await addProduct("limited", "Developers", { name: "Limited", limits });
  await addProduct("free", "Guests", { requiresSubscription: false });
  await addApi("demo", backendUrl, ["unlimited", "limited"]);
  await addApi("open", backendUrl, ["free"]);
  await addSubscription("adas", "unlimited", adasKey);
  await addSubscription("spent", "limited", "gate_spent");
}

export function input(more: Partial<TryItInput> = {}): TryItInput {
  return {
    operationId: "demo-score",
    subscriptionId: "adas",
    parameters: { "path:model": "m1", "query:version": "2.0" },
    headers: [],
    contentType: "application/json",
    body: { kind: "text", text: '{"a":1}' },
    ...more,
  };
}

export function post(body: unknown, init: RequestInit = {}): Request {
  return new Request("https://portal.example/api/try-it", {
    method: "POST",
    headers: {
      Origin: "https://portal.example",
      "Content-Type": "application/json",
      Cookie: "next-auth.session-token=portal-session",
      "X-Gatehouse-Client-Address": "203.0.113.7",
    },
    body: JSON.stringify(body),
    ...init,
  });
}

export interface Course {
  status: number;
  sent: Extract<Frame, { type: "sent" }>["request"] | undefined;
  head: Extract<Frame, { type: "head" }> | undefined;
  body: Buffer;
  broken: boolean;
  report: Extract<Frame, { type: "report" }>["report"] | undefined;
}

/** Reads an answer of the route to its end. */
export async function readCourse(response: Response): Promise<Course> {
  const decoder = new FrameDecoder();
  const frames = decoder.push(new Uint8Array(await response.arrayBuffer()));
  const find = <Type extends Frame["type"]>(type: Type) =>
    frames.find((frame): frame is Extract<Frame, { type: Type }> => frame.type === type);
  return {
    status: response.status,
    sent: find("sent")?.request,
    head: find("head"),
    body: Buffer.concat(frames.flatMap((frame) => (frame.type === "data" ? [frame.bytes] : []))),
    broken: find("broken") !== undefined,
    report: find("report")?.report,
  };
}
