import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { demo } from "./demo";

const held = z.object({
  subscriptions: z.array(z.object({ product: z.object({ id: z.string(), name: z.string() }) })),
});
const subscribed = z.object({ id: z.string(), keys: z.array(z.object({ value: z.string() })).min(1) });

/**
 * Subscribes whoever is signed in once more to a product they hold already, under a name of its own.
 * @returns its primary key, and how to cancel it.
 */
export async function subscribe(page: Page, productName: string, name: string) {
  const headers = { Origin: new URL(demo.portal).origin };
  const list = held.parse(await (await page.request.get("/api/subscriptions")).json());
  const product = list.subscriptions.find((one) => one.product.name === productName)?.product;
  const answer = await page.request.post("/api/subscriptions", {
    headers,
    data: { productId: product?.id, name },
  });
  expect(answer.status()).toBe(201);
  const { id, keys } = subscribed.parse(await answer.json());
  return {
    key: keys[0]?.value ?? "",
    cancel: async () => {
      await page.request.delete(`/api/subscriptions/${id}`, { headers });
    },
  };
}
