import { expect, test } from "@playwright/test";
import { z } from "zod";
import { demo } from "./support/demo";
import { otherService, publish, uriOf } from "./support/publish";
import { signIn } from "./support/sign-in";

/** An administrator publishes the emulator's two web services, typing their request URIs and the key and nothing else. */

const { workspace, service } = demo.webService;

const found = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), suffix: z.string() })),
});
const operations = z.object({ items: z.array(z.object({ id: z.string(), slug: z.string() })) });
const operation = z.object({
  request: z.object({ representations: z.array(z.object({ sample: z.string() })).min(1) }),
});

test("both web services are published from URI and key, and answer at the gateway", async ({ page }) => {
  await signIn(page, demo.admin);
  const names = ["SimpleFeatureHashingExperiment", "AutomobilePriceRegression"];
  const ids = [service, await otherService(page)];
  for (const [index, name] of names.entries()) await publish(page, uriOf(ids[index] ?? ""), name);

  const { items } = found.parse(await (await page.request.get("/api/apis")).json());
  const headers = { Origin: new URL(demo.portal).origin };
  for (const [index, name] of names.entries()) {
    const api = items.find((one) => one.name === name);
    const list = operations.parse(await (await page.request.get(`/api/apis/${api?.id}/operations`)).json());
    const execute = list.items.find(({ slug }) => slug === "rrs-execute");
    const { request } = operation.parse(
      await (await page.request.get(`/api/apis/${api?.id}/operations/${execute?.id}`)).json(),
    );
    const path = `/${api?.suffix}/workspaces/${workspace}/services/${ids[index]}/execute?api-version=2.0&details=true`;
    await expect(async () => {
      const answer = await page.request.post(`${demo.gateway}${path}`, {
        headers: {
          "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey,
          "Content-Type": "application/json",
        },
        data: request.representations[0]?.sample ?? "",
      });
      expect(answer.status()).toBe(200);
      expect(await answer.text()).toContain('"ColumnTypes"');
    }).toPass();
    await page.request.delete(`/api/apis/${api?.id}`, { headers });
  }
});
