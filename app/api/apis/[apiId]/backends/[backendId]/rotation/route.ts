import { setNextCredential, stepRotation } from "@/lib/catalogue/commands";
import { nextCredentialInput, backendParams as params, rotationStep } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";

/** Stores the credential that takes over. */
export const PUT = defineRoute({
  summary: "Store the credential that takes over from the present one",
  answer: { status: 204 },
  access: "admin",
  params,
  body: nextCredentialInput,
  handle: ({ user, actor, params: { apiId, backendId }, body }) =>
    setNextCredential({ viewer: user, actor }, apiId, backendId, body),
});

/** Takes it into use now, lets the old one go, or gives the next one up. */
export const POST = defineRoute({
  summary: "Switch to a backend's next credential, finish its rotation, or cancel it",
  answer: { status: 204 },
  access: "admin",
  params,
  body: rotationStep,
  handle: ({ user, actor, params: { apiId, backendId }, body }) =>
    stepRotation({ viewer: user, actor }, apiId, backendId, body.step),
});
