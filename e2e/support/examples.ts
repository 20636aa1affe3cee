import type { Page } from "@playwright/test";
import { z } from "zod";
import { demo } from "./demo";

/** One thing of every kind that has a page, by the names that pages' addresses have for them. */

const made = z.object({ id: z.string() });
const list = z.object({ items: z.array(made).min(1) });
const headers = { Origin: new URL(demo.portal).origin };

/** What an administrator's session asks of the JSON routes. */
function doors({ request }: Page) {
  const answered = async (answer: { json(): Promise<unknown> }) => made.parse(await answer.json()).id;
  return {
    first: async (path: string) => list.parse(await (await request.get(path)).json()).items[0]?.id ?? "",
    add: async (path: string, data: object) => answered(await request.post(path, { headers, data })),
    change: (path: string, data: object) => request.patch(path, { headers, data }),
    remove: (path: string) => request.delete(path, { headers }),
  };
}

/** What the demo has already. */
export async function demoExamples(page: Page) {
  const { first } = doors(page);
  const apiId = await first("/api/apis?search=azureml-demo");
  return {
    apiId,
    operationId: await first(`/api/apis/${apiId}/operations`),
    productId: await first("/api/products"),
    groupId: await first("/api/groups"),
    userId: await first("/api/users"),
    eventId: await first("/api/audit"),
    // Refused, and in the log by the time that its page is looked at.
    callId: (await page.request.get(`${demo.gateway}/none`)).headers()["x-request-id"] ?? "",
    event: "subscription.approved",
  };
}

/**
 * What the demo has not: an API with a second backend and with a draft, both changed since; a webhook; a mail.
 * `remove` takes them away again.
 */
export async function moreExamples(page: Page) {
  const { add, change, remove } = doors(page);
  const mark = Date.now();
  const apiId = await add("/api/apis", {
    name: `Example ${mark}`,
    suffix: `example-${mark}`,
    webServiceUrl: demo.emulator,
  });
  const backendId = await add(`/api/apis/${apiId}/backends`, { webServiceUrl: `${demo.emulator}/second` });
  const draftId = await add(`/api/apis/${apiId}/draft`, {});
  await change(`/api/apis/${draftId}`, { description: "In the draft." });
  await change(`/api/apis/${apiId}`, { summary: "Since the draft." });
  const webhookId = await add("/api/webhooks", {
    name: `Example ${mark}`,
    url: `${demo.emulator}/hook`,
    events: ["user.new"],
    active: false,
  });
  const userId = await add("/api/users/invitations", {
    name: "Example",
    email: `example.${mark}@example.com`,
  });
  await page.goto("/admin/notifications/outbox");
  const mail = page.locator('a[href^="/admin/notifications/outbox/"]').first();
  const mailId = (await mail.getAttribute("href"))?.split("/").at(-1) ?? "";
  return {
    params: { apiId, backendId, number: "1", webhookId, mailId },
    async remove() {
      for (const path of [`/api/users/${userId}`, `/api/webhooks/${webhookId}`, `/api/apis/${apiId}`]) {
        await remove(path);
      }
    },
  };
}
