import { setNextCredential, stepRotation } from "@/lib/catalogue/commands";
import { getBackend } from "@/lib/catalogue/queries";
import { nextCredentialInput, backendParams as params, rotationStep } from "@/lib/catalogue/schema";
import { rotationEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Read a backend's credential and the one that takes over; never their secrets",
  access: "admin",
  edits: rotationEditable,
  params,
  async handle({ user, params: { apiId, backendId } }) {
    const { credential, next } = await getBackend(user, apiId, backendId);
    return { credential, next };
  },
});

/** Stores the credential that takes over. */
export const PUT = defineRoute({
  summary: "Store the credential that takes over from the present one",
  answer: { status: 204 },
  access: "admin",
  edits: rotationEditable,
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
  edits: rotationEditable,
  params,
  body: rotationStep,
  handle: ({ user, actor, params: { apiId, backendId }, body }) =>
    stepRotation({ viewer: user, actor }, apiId, backendId, body.step),
});
