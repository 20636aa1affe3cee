import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

/** An administrator drafts a change, tests it while the API answers as before, publishes it with a note, and rolls back. */

const headers = { Origin: new URL(demo.portal).origin };
const suffix = "revised";
const made = z.object({ id: z.string() });

const operation = (answer: string) => ({
  displayName: "Answer",
  method: "GET",
  urlTemplate: "/answer",
  responses: [
    { status: 200, representations: [{ contentType: "application/json", sample: `{"answer":"${answer}"}` }] },
  ],
});

/** An API that answers by example, without a backend and without a key. */
async function addApi(page: Page): Promise<string> {
  const post = async (path: string, data: object) =>
    made.parse(await (await page.request.post(path, { headers, data })).json()).id;
  const settings = { name: "Revised API", suffix, webServiceUrl: demo.emulator, requiresSubscription: false };
  const api = await post("/api/apis", settings);
  const id = await post(`/api/apis/${api}/operations`, operation("old"));
  const policy = { response: { mock: "on" } };
  await page.request.put(`/api/policies/operation/${id}`, { headers, data: policy });
  return api;
}

/** The gateway notices a change within a moment. */
async function expectAnswer(page: Page, answer: string): Promise<void> {
  await expect(async () => {
    const response = await page.request.get(`${demo.gateway}/${suffix}/answer`);
    expect(await response.text()).toContain(answer);
  }).toPass();
}

test("a draft is tested beside the API, published with a note, and rolled back", async ({ page }) => {
  await signIn(page, demo.admin);
  const api = await addApi(page);
  await expectAnswer(page, "old");

  await page.goto(`/admin/apis/${api}/revisions`);
  await page.getByRole("button", { name: "Start draft" }).click();
  await expect(page.getByText("You are changing the draft.")).toBeVisible();
  await page.getByRole("link", { name: "Answer", exact: true }).click();
  await page.getByText("application/json", { exact: true }).click();
  await page.getByLabel("Sample").fill('{"answer":"new"}');
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Answer was saved")).toBeVisible();

  await page.getByRole("link", { name: "Answer", exact: true }).click();
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("200 OK").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Try it" }).getByText("new")).toBeVisible();
  await expectAnswer(page, "old");

  await page.goto(`/admin/apis/${api}/revisions`);
  await expect(page.getByText("GET Answer")).toBeVisible();
  await page.getByLabel("What is new").fill("Answers **anew**.");
  await page.getByRole("button", { name: "Publish revision" }).click();
  await expect(page.getByRole("link", { name: "Revision 2" })).toBeVisible();
  await expectAnswer(page, "new");

  await page.goto("/apis/revised-api");
  await expect(page.getByRole("heading", { name: "Changelog" })).toBeVisible();
  await expect(page.getByText("anew", { exact: true })).toBeVisible();

  await page.goto(`/admin/apis/${api}/revisions/1`);
  await page.getByRole("button", { name: "Roll back to this" }).click();
  await expect(page.getByRole("link", { name: "Revision 3" })).toBeVisible();
  await expectAnswer(page, "old");
  await page.request.delete(`/api/apis/${api}`, { headers });
});
