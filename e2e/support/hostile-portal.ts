import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { mailTemplates } from "../../lib/messages/en/mail-templates";
import { demo } from "./demo";
import { hostileLines, hostileMarkdown, hostileTexts } from "./hostile-texts";

/** A portal in which every text that people may set is a hostile one, and its way back. */

const headers = { Origin: new URL(demo.portal).origin };
const stamp = Date.now();
const made = z.object({ id: z.string(), slug: z.string().default("") });
const list = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });
const account = z.object({ id: z.string(), email: z.string(), password: z.string() });

/** What the APIs' backend answers with, by the last part of the path. */
export const answers = ["html", "svg", "json", "text"] as const;

/** Short enough for every name, and no others of an earlier run. */
export const names = hostileLines(80).map((line) => `${line} ${stamp}`);
const summaries = hostileLines(500);
const anyOf = (lines: readonly string[], index: number) => lines[index % lines.length] ?? "";

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** One change through the JSON API. @throws Error with what was answered where it was refused */
export async function change(request: APIRequestContext, method: Method, path: string, data?: object) {
  const answer = await request.fetch(path, { method, headers, ...(data && { data }) });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${text.slice(0, 400)}`);
  return text === "" ? {} : JSON.parse(text);
}

/** Somebody with a hostile name. */
export async function addAccount(request: APIRequestContext, role: "admin" | "developer") {
  const input = { name: anyOf(names, role === "admin" ? 0 : 1), email: `${role}-${stamp}@example.com`, role };
  return account.parse(await change(request, "POST", "/api/users", input));
}

export type HostilePortal = Awaited<ReturnType<typeof seed>>;

/** What one administrator sets. `backend` answers for its APIs. */
export async function seed(request: APIRequestContext, backend: string) {
  const add = async (path: string, data: object) => made.parse(await change(request, "POST", path, data));
  const groups = list.parse(await (await request.get("/api/groups?show=system")).json()).items;
  const developers = groups.find(({ name }) => name === "Developers")?.id;

  const products: { id: string; slug: string }[] = [];
  const ownGroups: string[] = [];
  for (const [index, name] of names.entries()) {
    const description = anyOf(summaries, index);
    ownGroups.push((await add("/api/groups", { name, description })).id);
    products.push(
      await add("/api/products", {
        name,
        description: hostileMarkdown,
        terms: hostileMarkdown,
        published: true,
        requiresApproval: index === 0,
        groupIds: [developers, ownGroups.at(-1)],
      }),
    );
    await change(request, "POST", "/api/users/invitations", { name, email: `${index}-${stamp}@example.com` });
  }
  const apis: { id: string; slug: string; operations: { id: string; slug: string }[] }[] = [];
  for (const [index, name] of names.entries()) {
    const api = await add("/api/apis", {
      ...apiTexts(name, index),
      webServiceUrl: backend,
      suffix: `hostile-${stamp}-${index}`,
      requiresSubscription: false,
      productIds: products.map(({ id }) => id),
    });
    const kinds = index === 0 ? answers : answers.slice(0, 1);
    apis.push({ ...api, operations: await addOperations(request, { apiId: api.id, name, kinds }) });
  }
  await change(request, "PUT", `/api/policies/api/${apis[0]?.id}`, policy());
  await publishRevision(request, apis[0]?.id ?? "");

  const webhooks: string[] = [];
  const values: string[] = [];
  for (const [index, name] of names.entries()) {
    const url = `${backend}/${encodeURIComponent(name)}`;
    webhooks.push((await add("/api/webhooks", { name, url, events: ["quota.near"] })).id);
    values.push(
      (await add("/api/named-values", { name: `hostile-${stamp}-${index}`, secret: false, value: name })).id,
    );
    await add("/api/profile/tokens", { name });
  }
  await change(request, "PUT", "/api/notifications/subscription.requested", {
    mailed: true,
    copies: [],
    subject: anyOf(names, 2),
    body: hostileMarkdown,
  });
  return { products, apis, groups: ownGroups, webhooks, values };
}

function apiTexts(name: string, index: number) {
  return {
    name,
    summary: anyOf(summaries, index),
    description: hostileMarkdown,
    tags: hostileTexts.filter(({ length }) => length <= 50).slice(0, 20),
    deprecatedOn: "2026-01-01",
    deprecationNote: hostileMarkdown,
  };
}

interface Operations {
  apiId: string;
  name: string;
  kinds: readonly string[];
}

/** One for each kind of answer. */
async function addOperations(request: APIRequestContext, { apiId, name, kinds }: Operations) {
  const sample = (contentType: string) => ({ contentType, sample: hostileMarkdown });
  const json = {
    contentType: "application/json",
    sample: JSON.stringify(hostileTexts),
    schema: { title: name, description: hostileMarkdown, enum: hostileTexts },
  };
  const operations: { id: string; slug: string }[] = [];
  for (const kind of kinds) {
    const operation = await change(request, "POST", `/api/apis/${apiId}/operations`, {
      displayName: `${name}${kind}`,
      description: hostileMarkdown,
      method: "POST",
      urlTemplate: `/${kind}?q={q}`,
      parameters: [
        {
          name: "q",
          in: "query",
          default: hostileTexts[0],
          description: hostileMarkdown,
          enum: hostileTexts,
        },
      ],
      request: { description: hostileMarkdown, representations: [sample("text/html"), json] },
      responses: [
        { status: 200, description: hostileMarkdown, representations: [sample("text/html"), json] },
      ],
    });
    operations.push(made.parse(operation));
  }
  return operations;
}

const policy = () => ({
  request: {
    headers: names.map((value, index) => ({ action: "set", name: `x-hostile-${index}`, value })),
    query: [{ action: "set", name: "q2", value: names[0] }],
  },
  response: { headers: names.map((value, index) => ({ action: "set", name: `x-answer-${index}`, value })) },
});

/** Its note stands in the changelog. */
async function publishRevision(request: APIRequestContext, apiId: string): Promise<void> {
  const { id } = made.parse(await change(request, "POST", `/api/apis/${apiId}/draft`));
  await change(request, "PATCH", `/api/apis/${id}`, { summary: `${anyOf(summaries, 1)}!`.slice(-500) });
  await change(request, "POST", `/api/apis/${apiId}/revisions`, { note: hostileMarkdown.slice(0, 2_000) });
}

/** The developer's subscriptions to all products; the first one waits for approval. */
export async function subscribeToAll(request: APIRequestContext, { products }: HostilePortal) {
  const subscriptions: string[] = [];
  for (const [index, { id: productId }] of products.entries()) {
    const input = { productId, name: anyOf(names, index), termsAccepted: true };
    subscriptions.push(made.parse(await change(request, "POST", "/api/subscriptions", input)).id);
  }
  return subscriptions;
}

/** Takes away what `seed` made; `cancelled` subscriptions are over by then. */
export async function clear(request: APIRequestContext, portal: HostilePortal): Promise<void> {
  const places = [
    ...portal.apis.map(({ id }) => `/api/apis/${id}`),
    ...portal.products.map(({ id }) => `/api/products/${id}`),
    ...portal.groups.map((id) => `/api/groups/${id}`),
    ...portal.webhooks.map((id) => `/api/webhooks/${id}`),
    ...portal.values.map((id) => `/api/named-values/${id}`),
  ];
  for (const place of places) await change(request, "DELETE", place);
  const usual = { mailed: true, copies: [], ...mailTemplates["subscription.requested"] };
  await change(request, "PUT", "/api/notifications/subscription.requested", usual);
}
