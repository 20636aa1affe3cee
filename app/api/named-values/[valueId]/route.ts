import { namedValueEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { changeNamedValue, deleteNamedValue } from "@/lib/named-values/commands";
import { namedValueChange, namedValueParams } from "@/lib/named-values/schema";

/** Puts a value in place of the one there is. */
export const PUT = defineRoute({
  summary: "Replace a named value",
  answer: { status: 204 },
  access: "admin",
  edits: namedValueEditable,
  params: namedValueParams,
  body: namedValueChange,
  handle: ({ user, actor, params, body }) => changeNamedValue({ viewer: user, actor }, params.valueId, body),
});

export const DELETE = defineRoute({
  summary: "Delete a named value",
  answer: { status: 204 },
  access: "admin",

  params: namedValueParams,
  handle: ({ user, actor, params }) => deleteNamedValue({ viewer: user, actor }, params.valueId),
});
