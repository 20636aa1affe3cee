import { request as rawRequest } from "node:http";
import { type APIRequestContext, type Browser, expect, test } from "@playwright/test";
import { demo } from "./support/demo";
import { startHostileBackend } from "./support/hostile-backend";
import {
  addAccount,
  answers,
  change,
  clear,
  type HostilePortal,
  names,
  seed,
  subscribeToAll,
} from "./support/hostile-portal";
import {
  flag,
  hostileLines,
  hostileMarkdown,
  hostileTexts,
  requests,
  scripts,
} from "./support/hostile-texts";
import { readable, watch } from "./support/hostile-watch";
import { signIn } from "./support/sign-in";

/**
 * Hostile texts in every field that is shown, looked at by a developer and an administrator. The pages' policy is
 * switched off for that: nothing may come alive even where no policy stops it.
 */

/** Of pages about one thing so many are opened; the lists show them all, and descriptions hold all of the texts. */
const few = 2;
const home = new URL(demo.portal).origin;
const address = (path: string) => `${home}${path}`;

type Visitor = Awaited<ReturnType<typeof openBrowser>>;

/** Somebody's browser without the policy, which says it is a hostile one. */
async function openBrowser(browser: Browser, account: Parameters<typeof signIn>[1]) {
  const context = await browser.newContext({ bypassCSP: true, userAgent: scripts[1] ?? "" });
  const page = await context.newPage();
  await signIn(page, account);
  const watching = watch(page, home);
  const expectDead = async (where: string) => {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 })));
    expect.soft(await watching.findings(), where).toEqual([]);
  };
  return {
    page,
    request: page.request,
    expectDead,
    /** Opens pages that show hostile texts; one that shows none proves nothing. */
    async visit(...paths: string[]) {
      for (const path of paths) {
        const answer = await page.goto(address(path));
        const shown = expect
          .configure({ soft: true })
          .poll(() => readable(page), `${path} shows a hostile text`);
        await shown.toContain(flag);
        await expectDead(`${path} (${answer?.status()})`);
      }
    },
  };
}

test.setTimeout(240_000);
test.use({ trace: "off" });

test("the texts come alive where nothing is done about them, and the policy alone stops their scripts", async ({
  browser,
}) => {
  const open = await (await browser.newContext({ bypassCSP: true })).newPage();
  const watching = watch(open, home);
  for (const text of [...scripts, ...requests]) {
    await open.goto(address("/api/health"));
    await open.setContent(text, { waitUntil: "commit" });
    const seen: string[] = [];
    const came = scripts.includes(text) ? /^a script ran$/ : /^asked /;
    await expect(async () => {
      seen.push(...(await watching.findings()));
      expect(seen, text).toContainEqual(expect.stringMatching(came));
    }).toPass({ timeout: 5_000 });
  }
  await open.setContent('<a href=" jav&Tab;ascript:1">a</a>');
  expect(await watching.findings()).toEqual([expect.stringContaining("a link that runs")]);
  await open.context().close();

  const closed = await (await browser.newContext()).newPage();
  await closed.goto(address("/sign-in"));
  await closed.evaluate((markup) => {
    document.body.innerHTML = markup;
  }, scripts.join("\n"));
  await closed.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await closed.evaluate((name) => name in window, flag)).toBe(false);
  await closed.context().close();
});

test("no hostile text comes alive on any page that shows it", async ({ browser }) => {
  const backend = await startHostileBackend();
  const first = await (await browser.newContext()).newPage();
  await signIn(first, demo.admin);
  const accounts = {
    admin: await addAccount(first.request, "admin"),
    developer: await addAccount(first.request, "developer"),
  };
  const admin = await openBrowser(browser, accounts.admin);
  const developer = await openBrowser(browser, accounts.developer);
  const portal = await seed(admin.request, backend.url);
  const subscriptions = await subscribeToAll(developer.request, portal);
  try {
    await test.step("start page and name of the portal", () => lookAtHome(admin, developer));
    await test.step("a developer", () => lookAsDeveloper(developer, portal));
    await test.step("answers in the console", () => lookAtAnswers(developer, portal));
    await test.step("an administrator", () => lookAsAdmin(admin, portal, accounts.developer.id));
    await test.step("what is typed into forms", () => lookAtForms(admin));
    await test.step("refused calls", () => lookAtCalls(admin));
    await test.step("pages about what is not there", () => lookAtErrors(developer));
  } finally {
    for (const id of subscriptions) await change(developer.request, "DELETE", `/api/subscriptions/${id}`);
    await clear(admin.request, portal);
    for (const { id } of Object.values(accounts)) {
      await change(first.request, "PATCH", `/api/users/${id}`, { state: "blocked" });
    }
    backend.close();
    for (const page of [first, admin.page, developer.page]) await page.context().close();
  }
});

async function read(request: APIRequestContext, path: string): Promise<object> {
  return (await request.get(path)).json();
}

async function lookAtHome(admin: Visitor, developer: Visitor) {
  const [branding, organisation] = ["/api/settings/branding", "/api/settings/organisation"];
  const usual = {
    branding: await read(admin.request, branding),
    organisation: await read(admin.request, organisation),
  };
  for (const name of hostileLines(60).slice(0, few)) {
    await change(admin.request, "PUT", organisation, { ...usual.organisation, name });
    await change(admin.request, "PUT", branding, {
      ...usual.branding,
      homeTitle: name,
      homeText: hostileMarkdown,
    });
    await developer.visit("/");
  }
  await admin.visit("/admin/settings", "/admin/settings/branding", "/sign-in?callbackUrl=/");
  await change(admin.request, "PUT", organisation, usual.organisation);
  await change(admin.request, "PUT", branding, usual.branding);
}

async function lookAsDeveloper({ visit }: Visitor, { apis, products }: HostilePortal) {
  await visit("/apis", "/apis?q=onerror", "/products", "/subscriptions", "/profile");
  for (const { slug, operations } of apis.slice(0, few)) {
    await visit(`/apis/${slug}`, `/apis/${slug}/operations/${operations[0]?.slug}`);
  }
  for (const { slug } of products.slice(0, few)) await visit(`/products/${slug}`);
}

async function lookAtAnswers({ page, visit, expectDead }: Visitor, { apis }: HostilePortal) {
  for (const [index, kind] of answers.entries()) {
    await visit(`/apis/${apis[0]?.slug}/operations/${apis[0]?.operations[index]?.slug}`);
    await page.getByLabel("Subscription", { exact: true }).selectOption({ label: "No key" });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByRole("region", { name: "Response status" })).toContainText("200 OK");
    await expectDead(`an answer of ${kind}`);
  }
}

async function lookAsAdmin({ page, visit }: Visitor, portal: HostilePortal, userId: string) {
  const api = `/admin/apis/${portal.apis[0]?.id}`;
  const operation = `${api}/operations/${portal.apis[0]?.operations[0]?.id}`;
  await visit(
    "/admin/apis",
    api,
    `${api}/backend`,
    `${api}/operations`,
    `${api}/policies`,
    `${api}/versions`,
  );
  await visit(`${api}/revisions`, `${api}/revisions/2`, `${api}/import`);
  await visit(operation, `${operation}/policies`, `${operation}/effective`, `${operation}/test`);
  await visit("/admin/products", "/admin/groups", "/admin/users", "/admin/subscriptions", "/admin/policies");
  for (const { id } of portal.products.slice(0, few)) await visit(`/admin/products/${id}`);
  await visit(
    `/admin/products/${portal.products[0]?.id}/apis`,
    `/admin/products/${portal.products[0]?.id}/policies`,
  );
  for (const id of portal.groups.slice(0, few)) await visit(`/admin/groups/${id}`);
  await visit(`/admin/users/${userId}`, "/admin/settings/named-values", "/profile");
  await visit("/admin/notifications/webhooks", `/admin/notifications/webhooks/${portal.webhooks[0]}`);
  await visit("/admin/notifications/subscription.requested", "/admin/notifications/outbox", "/admin/audit");
  for (const list of ["/admin/notifications/outbox", "/admin/audit"]) {
    await page.goto(address(list));
    await page.locator(`main a[href^="${list}/"]`).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(`${list}/`));
    await visit(new URL(page.url()).pathname);
  }
}

async function lookAtForms({ page, expectDead }: Visitor) {
  await page.goto(address("/admin/apis/new?way=openapi"));
  const document = {
    openapi: "3.1.0",
    info: { title: names[0], version: names[1], description: hostileMarkdown },
    servers: [{ url: "https://example.com/" }],
    paths: Object.fromEntries(
      hostileTexts.map((text, index) => [
        `/${index}`,
        {
          post: { summary: text, description: text, tags: [text], security: [{ [text]: [] }], responses: {} },
        },
      ]),
    ),
    components: { securitySchemes: { [names[0] ?? ""]: { type: "apiKey", in: "cookie", name: names[0] } } },
  };
  await page.getByLabel("Document", { exact: true }).fill(JSON.stringify(document));
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("heading", { name: "What will be added" })).toBeVisible();
  await expectDead("the preview of a document");

  await page.goto(address("/admin/settings/branding"));
  const name = `${scripts[1]}.png`;
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name, mimeType: "image/png", buffer: Buffer.from(hostileMarkdown) });
  await expect(page.locator("main [role=alert]").first()).toBeVisible();
  await expectDead("a logo with a hostile name");
}

/** Sent as they are: a browser would escape them. */
function call(path: string): Promise<number> {
  const { hostname, port, pathname } = new URL(demo.gateway);
  return new Promise((resolve, reject) => {
    const asked = rawRequest(
      { hostname, port, path: `${pathname}/${path}`, headers: { "User-Agent": path } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on("error", reject).end();
  });
}

async function lookAtCalls({ page, visit }: Visitor) {
  for (const text of hostileTexts) expect(await call(text.replaceAll(" ", "/"))).toBeGreaterThanOrEqual(400);
  await expect(async () => {
    await page.goto(address("/admin"));
    expect(await readable(page)).toContain(flag);
  }).toPass();
  await visit("/admin");
}

async function lookAtErrors({ page, expectDead }: Visitor) {
  const text = encodeURIComponent(hostileLines(200)[0] ?? "");
  const paths = [
    `/${text}`,
    `/apis/${text}`,
    `/products/${text}`,
    `/api/${text}`,
    `/gateway/${text}`,
    `/sign-in?error=${text}&callbackUrl=${encodeURIComponent(hostileTexts.at(-1) ?? "")}`,
    `/confirm?token=${text}`,
    `/reset?token=${text}`,
    `/invitation?token=${text}`,
    `/setup?token=${text}`,
    `/subscriptions?search=${text}`,
    `/apis?q=${text}`,
  ];
  for (const path of paths) {
    await page.goto(address(path));
    await expectDead(path);
  }
}
