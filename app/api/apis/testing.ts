import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";

/** What the tests of these routes share: who calls, how a call looks, how a refusal is read. */

/** The portal's own; tests put it into PUBLIC_URL. */
const origin = "https://portal.example";
export const admin: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "admin" };
export const developer: SignedInUser = {
  id: "bob",
  email: "bob@example.com",
  name: "Bob",
  role: "developer",
};

export function request(method: string, body?: unknown, search = ""): Request {
  return new Request(`${origin}/api/apis${search}`, {
    method,
    headers: { Origin: origin, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

export const context = (params: Record<string, string>) => ({ params: Promise.resolve(params) });

const made = z.strictObject({ id: z.string(), slug: z.string() });

/** What a POST made. @throws when it was refused */
export async function readMade(response: Response): Promise<z.infer<typeof made>> {
  return made.parse(await response.json());
}

const problem = z.object({
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

export async function readRefusal(response: Response) {
  return problem.parse(await response.json());
}

export const demoApi = {
  name: "AzureML Demo API",
  webServiceUrl: "https://ussouthcentral.services.azureml.net",
  suffix: "azureml-demo",
};

export const execute = {
  displayName: "RRS Execute",
  method: "POST",
  urlTemplate:
    "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}",
  responses: [{ status: 200, description: "OK" }],
};
