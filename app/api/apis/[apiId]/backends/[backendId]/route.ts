import { removeBackend, updateBackend } from "@/lib/catalogue/commands";
import { getBackend } from "@/lib/catalogue/queries";
import { backendChanges, backendParams as params } from "@/lib/catalogue/schema";
import { backendEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Read a backend; never its secrets",
  access: "admin",
  edits: backendEditable,
  params,
  handle: ({ user, params: { apiId, backendId } }) => getBackend(user, apiId, backendId),
});

export const PATCH = defineRoute({
  summary: "Change some of a backend",
  answer: { status: 204 },
  access: "admin",
  edits: backendEditable,
  params,
  body: backendChanges,
  handle: ({ user, actor, params: { apiId, backendId }, body }) =>
    updateBackend({ viewer: user, actor }, apiId, backendId, body),
});

export const DELETE = defineRoute({
  summary: "Remove a backend from an API's pool",
  answer: { status: 204 },
  access: "admin",
  params,
  handle: ({ user, actor, params: { apiId, backendId } }) =>
    removeBackend({ viewer: user, actor }, apiId, backendId),
});
