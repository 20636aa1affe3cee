import { expect, type Page, test } from "@playwright/test";
import { overflowOf, seriousFindings } from "./support/axe";
import { demo } from "./support/demo";
import { demoExamples, moreExamples } from "./support/examples";
import { tabFindings } from "./support/keyboard";
import { addressesOnDisk } from "./support/on-disk";
import { signIn } from "./support/sign-in";

/**
 * Every page, light and dark, on a desk and on a phone: axe finds nothing critical or serious, and nothing is wider
 * than the window; Tab reaches every control, which then shows that it has the focus.
 */

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const smallPhone = { width: 320, height: 640 };

type Look = readonly ["light" | "dark", { width: number; height: number }];
/** Both schemes on both screens; or, where pages are many, each scheme once and each screen once. */
const everyLook: readonly Look[] = [desk, phone].flatMap((screen): Look[] => [
  ["light", screen],
  ["dark", screen],
]);
const bothLooks: readonly Look[] = [
  ["light", desk],
  ["dark", phone],
];

test.use({ contextOptions: { reducedMotion: "reduce" } });
// A trace of so many pages takes as long as looking at them.
test.use({ trace: "off" });
test.setTimeout(360_000);

async function findings(page: Page, looks = everyLook): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, viewport] of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const all = await seriousFindings(page);
    found.push(...all.map((finding) => `${viewport.width} px, ${colorScheme}: ${finding}`));
  }
  for (const viewport of [phone, smallPhone]) {
    await page.setViewportSize(viewport);
    const overflow = await overflowOf(page);
    if (overflow > 0) found.push(`${viewport.width} px: ${overflow} px too wide`);
  }
  return found;
}

/** `/apis/[api]`, with what stands for its names. */
function fill(address: string, params: Record<string, string>): string {
  return address.replace(/\[([^\]]+)\]/g, (_, name: string) => {
    const value = params[name];
    if (!value) throw new Error(`Nothing stands for ${name} in ${address}`);
    return value;
  });
}

async function inspect(page: Page, addresses: readonly string[], params = {}, looks = everyLook) {
  for (const address of addresses) {
    await page.setViewportSize(desk);
    // The console's fields come alive once its scripts are there.
    const waitUntil = address.includes("/operations/") ? "networkidle" : "load";
    const answer = await page.goto(fill(address, params), { waitUntil });
    const found = [...(await tabFindings(page)), ...(await findings(page, looks))];
    expect.soft(found, `${address} (${answer?.status()})`).toEqual([]);
  }
}

const published = { api: "azureml-demo-api", operation: "rrs-execute", product: "starter" };

const visitorPages = [
  "/",
  "/apis",
  "/apis?search=nothing-is-called-this",
  "/apis/[api]",
  "/apis/[api]/operations/[operation]",
  "/products",
  "/products/[product]",
  "/sign-in",
  "/setup",
  "/sign-up",
  "/confirm",
  "/reset",
  "/invitation?token=over",
  "/no-such-page",
];

const developerPages = [
  "/",
  "/apis/[api]",
  "/apis/[api]/operations/[operation]",
  "/apis/[api]/operations/bes-status",
  "/products/[product]",
  "/subscriptions",
  "/profile",
];

const adminPages = [
  "/admin",
  "/admin/apis",
  "/admin/apis/new",
  "/admin/apis/new?way=classic",
  "/admin/apis/new?way=openapi",
  "/admin/apis/[apiId]/import",
  "/admin/apis/[apiId]",
  "/admin/apis/[apiId]/backend",
  "/admin/apis/[apiId]/backend/new",
  "/admin/apis/[apiId]/operations",
  "/admin/apis/[apiId]/operations/new",
  "/admin/apis/[apiId]/operations/[operationId]",
  "/admin/apis/[apiId]/operations/[operationId]/effective",
  "/admin/apis/[apiId]/operations/[operationId]/policies",
  "/admin/apis/[apiId]/operations/[operationId]/test",
  "/admin/apis/[apiId]/policies",
  "/admin/apis/[apiId]/versions",
  "/admin/policies",
  "/admin/policies/global",
  "/admin/subscriptions",
  "/admin/subscriptions/new",
  "/admin/notifications",
  "/admin/notifications/[event]",
  "/admin/notifications/webhooks",
  "/admin/notifications/webhooks/new",
  "/admin/notifications/outbox",
  "/admin/users",
  "/admin/users/new",
  "/admin/users/invite",
  "/admin/users/[userId]",
  "/admin/products",
  "/admin/products/new",
  "/admin/products/[productId]",
  "/admin/products/[productId]/apis",
  "/admin/products/[productId]/policies",
  "/admin/groups",
  "/admin/groups/new",
  "/admin/groups/[groupId]",
  "/admin/settings",
  "/admin/settings/sign-up",
  "/admin/settings/branding",
  "/admin/settings/named-values",
  "/admin/settings/configuration",
  "/admin/settings/identity-providers",
  "/admin/calls",
  "/admin/calls/[callId]",
  "/admin/audit",
  "/admin/audit/[eventId]",
  "/automation",
  "/admin/no-such-page",
];

/** Those of things that the demo has none of. */
const furtherAdminPages = [
  "/admin/apis/[apiId]/revisions",
  "/admin/apis/[apiId]/revisions/[number]",
  "/admin/apis/[apiId]/backend/[backendId]",
  "/admin/notifications/webhooks/[webhookId]",
  "/admin/notifications/outbox/[mailId]",
];

test("every page on disk is inspected", () => {
  const inspected = new Set(
    [...visitorPages, ...developerPages, ...adminPages, ...furtherAdminPages].map(
      (address) => address.split("?")[0],
    ),
  );
  expect(addressesOnDisk("page.tsx").filter((address) => !inspected.has(address))).toEqual([]);
});

test("a visitor meets no barrier on any page", async ({ page }) => {
  await inspect(page, visitorPages, published);
});

test("a developer meets no barrier on any page", async ({ page }) => {
  await signIn(page, demo.developer);
  await inspect(page, developerPages, published);
});

test("an administrator meets no barrier on any page", async ({ page }) => {
  await signIn(page, demo.admin);
  await inspect(page, adminPages, await demoExamples(page), bothLooks);
});

test("an administrator meets no barrier on the pages of what the demo has none of", async ({ page }) => {
  await signIn(page, demo.admin);
  const { params, remove } = await moreExamples(page);
  await inspect(page, furtherAdminPages, params, bothLooks);
  await remove();
});

test("on a phone the tab that is open is in sight", async ({ page }) => {
  await signIn(page, demo.admin);
  await page.setViewportSize(smallPhone);
  await page.goto("/admin/settings/configuration");
  // All but the line of pixels by which a tab lies over the strip's border.
  await expect(page.getByRole("link", { name: "Configuration file" })).toBeInViewport({ ratio: 0.95 });
});

test("a form that was refused names its fields without a new barrier", async ({ page }) => {
  await signIn(page, demo.admin);
  await page.goto("/admin/apis/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Web API name")).toHaveAttribute("aria-invalid", "true");
  expect(await findings(page)).toEqual([]);
});
