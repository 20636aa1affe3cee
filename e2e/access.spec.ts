import { type APIRequestContext, expect, test } from "@playwright/test";
import { demo } from "./support/demo";
import { addressesOnDisk } from "./support/on-disk";
import { signIn } from "./support/sign-in";

/**
 * Every door on disk, knocked at by everybody who has no business there, in every way that has ever led past a
 * guard. A door that is not in the tables below fails the test.
 */

type Access = "public" | "signed-in" | "admin";

const pages: Record<string, Access> = {
  "/": "public",
  "/apis": "public",
  "/apis/[api]": "public",
  "/apis/[api]/operations/[operation]": "public",
  "/products": "public",
  "/products/[product]": "public",
  "/sign-in": "public",
  "/setup": "public",
  "/sign-up": "public",
  "/confirm": "public",
  "/reset": "public",
  "/invitation": "public",
  "/subscriptions": "signed-in",
  "/profile": "signed-in",
  "/automation": "admin",
  "/admin": "admin",
  "/admin/apis": "admin",
  "/admin/audit": "admin",
  "/admin/calls": "admin",
  "/admin/calls/[callId]": "admin",
  "/admin/audit/[eventId]": "admin",
  "/admin/users": "admin",
  "/admin/users/new": "admin",
  "/admin/users/invite": "admin",
  "/admin/settings/sign-up": "admin",
  "/admin/settings/configuration": "admin",
  "/admin/notifications": "admin",
  "/admin/notifications/[event]": "admin",
  "/admin/notifications/webhooks": "admin",
  "/admin/notifications/webhooks/new": "admin",
  "/admin/notifications/webhooks/[webhookId]": "admin",
  "/admin/notifications/outbox": "admin",
  "/admin/notifications/outbox/[mailId]": "admin",
  "/admin/users/[userId]": "admin",
  "/admin/groups": "admin",
  "/admin/groups/new": "admin",
  "/admin/groups/[groupId]": "admin",
  "/admin/subscriptions": "admin",
  "/admin/subscriptions/new": "admin",
  "/admin/apis/new": "admin",
  "/admin/apis/[apiId]": "admin",
  "/admin/apis/[apiId]/backend": "admin",
  "/admin/apis/[apiId]/backend/new": "admin",
  "/admin/apis/[apiId]/backend/[backendId]": "admin",
  "/admin/apis/[apiId]/import": "admin",
  "/admin/apis/[apiId]/policies": "admin",
  "/admin/apis/[apiId]/revisions": "admin",
  "/admin/apis/[apiId]/revisions/[number]": "admin",
  "/admin/apis/[apiId]/versions": "admin",
  "/admin/apis/[apiId]/operations": "admin",
  "/admin/apis/[apiId]/operations/new": "admin",
  "/admin/apis/[apiId]/operations/[operationId]": "admin",
  "/admin/apis/[apiId]/operations/[operationId]/effective": "admin",
  "/admin/apis/[apiId]/operations/[operationId]/policies": "admin",
  "/admin/apis/[apiId]/operations/[operationId]/test": "admin",
  "/admin/settings/named-values": "admin",
  "/admin/settings/identity-providers": "admin",
  "/admin/policies": "admin",
  "/admin/settings": "admin",
  "/admin/settings/branding": "admin",
  "/admin/policies/global": "admin",
  "/admin/products": "admin",
  "/admin/products/new": "admin",
  "/admin/products/[productId]": "admin",
  "/admin/products/[productId]/apis": "admin",
  "/admin/products/[productId]/policies": "admin",
};

const routes: Record<string, Access> = {
  "/api/[...path]": "public",
  "/api/health": "public",
  "/api/auth/[...nextauth]": "public",
  "/api/openapi.json": "public",
  "/api/search": "public",
  "/api/exports/[api]": "public",
  "/api/configuration": "admin",
  "/api/configuration/differences": "admin",
  "/api/setup": "public",
  "/api/sign-up": "public",
  "/api/confirm": "public",
  "/api/confirm/mails": "public",
  "/api/reset": "public",
  "/api/reset/mails": "public",
  "/api/invitation": "public",
  "/api/sign-out": "public",
  "/api/try-it": "public",
  "/api/try-it/result": "public",
  "/api/profile": "signed-in",
  "/api/profile/password": "signed-in",
  "/api/profile/deletion": "signed-in",
  "/api/profile/identities": "signed-in",
  "/api/profile/identities/[providerId]": "signed-in",
  "/api/profile/sessions": "signed-in",
  "/api/profile/sessions/[sessionId]": "signed-in",
  "/api/profile/tokens": "admin",
  "/api/profile/tokens/[tokenId]": "admin",
  "/api/subscriptions": "signed-in",
  "/api/subscriptions/all": "admin",
  "/api/subscriptions/grants": "admin",
  "/api/subscriptions/[subscriptionId]/state": "admin",
  "/api/subscriptions/[subscriptionId]/expiry": "admin",
  "/api/subscriptions/[subscriptionId]": "signed-in",
  "/api/subscriptions/[subscriptionId]/renewal": "signed-in",
  "/api/subscriptions/[subscriptionId]/renewal/refusal": "admin",
  "/api/subscriptions/[subscriptionId]/members": "signed-in",
  "/api/subscriptions/[subscriptionId]/members/[userId]": "signed-in",
  "/api/subscriptions/[subscriptionId]/owner": "signed-in",
  "/api/subscriptions/[subscriptionId]/keys/[slot]": "signed-in",
  "/api/audit": "admin",
  "/api/audit/[eventId]": "admin",
  "/api/audit/export": "admin",
  "/api/users": "admin",
  "/api/users/invitations": "admin",
  "/api/users/[userId]": "admin",
  "/api/users/[userId]/mails": "admin",
  "/api/settings/sign-up": "admin",
  "/api/settings/logo/[theme]": "admin",
  "/api/logo/[hash]": "public",
  "/api/users/[userId]/groups": "admin",
  "/api/groups": "admin",
  "/api/groups/[groupId]": "admin",
  "/api/groups/[groupId]/members/[userId]": "admin",
  "/api/users/[userId]/password": "admin",
  "/api/users/[userId]/sessions": "admin",
  "/api/users/[userId]/sessions/[sessionId]": "admin",
  "/api/mails/[mailId]/attempts": "admin",
  "/api/webhooks": "admin",
  "/api/webhooks/[webhookId]": "admin",
  "/api/webhooks/[webhookId]/test": "admin",
  "/api/webhooks/[webhookId]/deliveries/[deliveryId]": "admin",
  "/api/notifications/[event]": "admin",
  "/api/notifications/reminders": "admin",
  "/api/profile/notifications": "signed-in",
  "/api/apis": "admin",
  "/api/apis/[apiId]": "admin",
  "/api/apis/[apiId]/backends": "admin",
  "/api/apis/[apiId]/backends/[backendId]": "admin",
  "/api/apis/[apiId]/backends/[backendId]/rotation": "admin",
  "/api/apis/[apiId]/resilience": "admin",
  "/api/apis/[apiId]/health": "admin",
  "/api/apis/[apiId]/connection": "admin",
  "/api/apis/[apiId]/copies": "admin",
  "/api/apis/[apiId]/import": "admin",
  "/api/apis/[apiId]/import/preview": "admin",
  "/api/apis/imports": "admin",
  "/api/apis/imports/preview": "admin",
  "/api/apis/[apiId]/credential": "admin",
  "/api/apis/[apiId]/draft": "admin",
  "/api/apis/[apiId]/draft/refresh": "admin",
  "/api/apis/[apiId]/revisions": "admin",
  "/api/apis/[apiId]/revisions/[number]": "admin",
  "/api/apis/[apiId]/revisions/[number]/rollback": "admin",
  "/api/apis/[apiId]/versions": "admin",
  "/api/apis/[apiId]/operations": "admin",
  "/api/apis/[apiId]/operations/[operationId]": "admin",
  "/api/identity-providers": "admin",
  "/api/identity-providers/[providerId]": "admin",
  "/api/named-values": "admin",
  "/api/named-values/[valueId]": "admin",
  "/api/policies/[scope]/[targetId]": "admin",
  "/api/policies/dry-run": "admin",
  "/api/settings/organisation": "admin",
  "/api/settings/branding": "admin",
  "/api/settings/checklist": "admin",
  "/api/products": "admin",
  "/api/products/order": "admin",
  "/api/products/[productId]": "admin",
  "/api/products/[productId]/copies": "admin",
};

const concrete = (address: string) => address.replace(/\[[^\]]+\]/g, "some-id");

/** Ways that have led past a guard in one framework or another. */
const disguises: { name: string; target(path: string): string; headers: Record<string, string> }[] = [
  { name: "plain", target: (path) => path, headers: {} },
  { name: ".rsc", target: (path) => `${path}.rsc`, headers: {} },
  { name: "RSC header", target: (path) => path, headers: { RSC: "1" } },
  { name: "prefetch", target: (path) => path, headers: { RSC: "1", "Next-Router-Prefetch": "1" } },
  {
    name: "middleware subrequest",
    target: (path) => path,
    headers: { "x-middleware-subrequest": "middleware:middleware:middleware" },
  },
  { name: "double slash", target: (path) => `${demo.portal}/${path}`, headers: {} },
  { name: "trailing slash", target: (path) => `${path}/`, headers: {} },
];

const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

async function statusesOf(request: APIRequestContext, address: string, headers: Record<string, string> = {}) {
  const statuses = new Map<string, number>();
  for (const method of verbs) {
    const answer = await request.fetch(concrete(address), {
      method,
      headers: { origin: new URL(demo.portal).origin, "content-type": "application/json", ...headers },
      ...(method === "GET" ? {} : { data: "{}" }),
      maxRedirects: 0,
    });
    statuses.set(method, answer.status());
  }
  return statuses;
}

test("every page and route on disk is listed with its access", () => {
  expect(addressesOnDisk("page.tsx")).toEqual(Object.keys(pages).sort());
  expect(addressesOnDisk("route.ts")).toEqual(Object.keys(routes).sort());
});

test("an anonymous visitor never sees a guarded page, however it is asked for", async ({ request }) => {
  for (const [address, access] of Object.entries(pages)) {
    if (access === "public") continue;
    for (const { name, target, headers } of disguises) {
      const answer = await request.get(target(concrete(address)), { headers, maxRedirects: 0 });
      const body = await answer.text();
      const what = `${name} ${address} (${answer.status()})`;
      for (const secret of ["Demo Admin", "Web service URL", demo.emulator, "Current password"]) {
        expect(body.includes(secret), `${what} shows ${secret}`).toBe(false);
      }
    }
  }
});

test("an anonymous caller gets 401 from every guarded route", async ({ request }) => {
  for (const [address, access] of Object.entries(routes)) {
    if (access === "public") continue;
    for (const [method, status] of await statusesOf(request, address)) {
      expect([401, 405], `${method} ${address}`).toContain(status);
    }
  }
});

test("a developer gets 403 from every admin route and not found on every admin page", async ({ page }) => {
  await signIn(page, demo.developer);
  for (const [address, access] of Object.entries(routes)) {
    if (access !== "admin") continue;
    for (const [method, status] of await statusesOf(page.request, address)) {
      expect([403, 405], `${method} ${address}`).toContain(status);
    }
  }
  for (const [address, access] of Object.entries(pages)) {
    if (access !== "admin") continue;
    const answer = await page.request.get(concrete(address));
    expect(await answer.text(), address).not.toContain("Web service URL");
    expect(answer.status(), address).toBe(404);
  }
});

test("no change is taken from another site", async ({ page }) => {
  await signIn(page, demo.admin);
  for (const origin of ["https://evil.example", "null", `${demo.portal}.evil.example`]) {
    for (const address of Object.keys(routes)) {
      if (address === "/api/auth/[...nextauth]") continue;
      for (const [method, status] of await statusesOf(page.request, address, { origin })) {
        if (method === "GET") continue;
        expect([403, 405], `${method} ${address} from ${origin}`).toContain(status);
      }
    }
  }
});

test("a Host that is not ours leads nobody away: not in a redirect, not in a page, not in a link", async ({
  request,
}) => {
  const forged = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  for (const path of [
    "/",
    "/sign-in",
    "/sign-up",
    "/subscriptions",
    "/apis/",
    "/api/auth/signin",
    "/admin",
  ]) {
    const answer = await request.get(path, { headers: forged, maxRedirects: 0 });
    expect(answer.status(), path).toBeLessThan(500);
    expect(JSON.stringify(answer.headers()), path).not.toContain("evil.example");
    expect(await answer.text(), path).not.toContain("evil.example");
  }
  const out = await request.post("/api/sign-out", {
    headers: { ...forged, origin: new URL(demo.portal).origin },
    maxRedirects: 0,
  });
  expect(JSON.stringify(out.headers())).not.toContain("evil.example");
});
