import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { overflowOf, seriousFindings } from "./support/axe";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

/**
 * Every page, light and dark, on a desk and on a phone: axe finds nothing critical or serious, and nothing is wider
 * than the window.
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
test.setTimeout(240_000);

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

async function inspect(page: Page, addresses: string[], looks = everyLook) {
  for (const address of addresses) {
    await page.setViewportSize(desk);
    // The console's fields come alive once its scripts are there.
    const waitUntil = address.includes("/operations/") ? "networkidle" : "load";
    const answer = await page.goto(address, { waitUntil });
    expect.soft(await findings(page, looks), `${address} (${answer?.status()})`).toEqual([]);
  }
}

test("a visitor meets no barrier on any page", async ({ page }) => {
  await inspect(page, [
    "/",
    "/apis",
    "/apis?search=nothing-is-called-this",
    "/apis/azureml-demo-api",
    "/apis/azureml-demo-api/operations/rrs-execute",
    "/products",
    "/products/starter",
    "/sign-in",
    "/setup",
    "/sign-up",
    "/confirm",
    "/reset",
    "/invitation?token=over",
    "/no-such-page",
  ]);
});

test("a developer meets no barrier on any page", async ({ page }) => {
  await signIn(page, demo.developer);
  await inspect(page, [
    "/",
    "/apis/azureml-demo-api",
    "/apis/azureml-demo-api/operations/rrs-execute",
    "/apis/azureml-demo-api/operations/bes-status",
    "/products/starter",
    "/subscriptions",
    "/profile",
  ]);
});

const list = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });

test("an administrator meets no barrier on any page", async ({ page }) => {
  await signIn(page, demo.admin);
  const read = async (path: string) => list.parse(await (await page.request.get(path)).json()).items[0]?.id;
  const api = await read("/api/apis?search=azureml-demo");
  const operation = await read(`/api/apis/${api}/operations`);
  const product = await read("/api/products");
  const pages = [
    "/admin",
    "/admin/apis",
    "/admin/apis/new",
    "/admin/apis/new?way=classic",
    "/admin/apis/new?way=openapi",
    `/admin/apis/${api}/import`,
    `/admin/apis/${api}`,
    `/admin/apis/${api}/backend`,
    `/admin/apis/${api}/backend/new`,
    `/admin/apis/${api}/operations`,
    `/admin/apis/${api}/operations/new`,
    `/admin/apis/${api}/operations/${operation}`,
    "/admin/policies",
    `/admin/apis/${api}/policies`,
    `/admin/apis/${api}/revisions`,
    `/admin/apis/${api}/versions`,
    `/admin/apis/${api}/operations/${operation}/policies`,
    `/admin/apis/${api}/operations/${operation}/test`,
    "/admin/subscriptions",
    "/admin/subscriptions/new",
    "/admin/notifications",
    "/admin/notifications/subscription.approved",
    "/admin/notifications/webhooks",
    "/admin/notifications/webhooks/new",
    "/admin/notifications/outbox",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/invite",
    "/admin/settings/sign-up",
    `/admin/users/${await read("/api/users")}`,
    "/admin/products",
    "/admin/products/new",
    `/admin/products/${product}`,
    `/admin/products/${product}/apis`,
    `/admin/products/${product}/policies`,
    "/admin/groups",
    "/admin/groups/new",
    `/admin/groups/${await read("/api/groups")}`,
    "/admin/settings/branding",
    "/admin/settings/named-values",
    "/admin/settings/configuration",
    "/admin/settings/identity-providers",
    "/admin/audit",
    "/automation",
    `/admin/audit/${await read("/api/audit")}`,
    "/admin/settings",
    "/admin/no-such-page",
  ];
  await inspect(page, pages, bothLooks);
});

test("a form that was refused names its fields without a new barrier", async ({ page }) => {
  await signIn(page, demo.admin);
  await page.goto("/admin/apis/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Web API name")).toHaveAttribute("aria-invalid", "true");
  expect(await findings(page)).toEqual([]);
});
