import type { AuditEntry } from "@/lib/audit/commands";
import type { Change } from "@/lib/audit/schema";
import type { Prisma } from "@/lib/db/client";
import type { Part, PartKind } from "./parts";

/** What the audit log says of a part: the same as when it is made, changed or deleted by hand. */

const actions: Record<PartKind, { target: string; added: string; changed: string; removed: string }> = {
  setting: verbs("settings", "update", "update"),
  notification: verbs("notification", "set", "set", "reset"),
  "identity-provider": verbs("identity-provider", "create", "update"),
  "named-value": verbs("named-value", "create", "set"),
  group: verbs("group", "create", "update"),
  policy: verbs("policy", "set", "set"),
  api: verbs("api", "create", "update"),
  backend: { ...verbs("backend", "add", "update", "remove"), target: "api" },
  operation: verbs("operation", "create", "update"),
  product: verbs("product", "create", "update"),
};

function verbs(target: string, added: string, changed: string, removed = "delete") {
  return {
    target,
    added: `${target}.${added}`,
    changed: `${target}.${changed}`,
    removed: `${target}.${removed}`,
  };
}

export function addedEntry(part: Part, id: string): AuditEntry {
  return { ...target(part, id), action: actions[part.kind].added, after: summaryOf(part) };
}

export function changedEntry(part: Part, id: string, changes: readonly Change[]): AuditEntry {
  const side = (of: "before" | "after") =>
    Object.fromEntries(changes.map((change) => [change.path, withoutPicture(change[of])]));
  return {
    ...target(part, id),
    action: actions[part.kind].changed,
    before: side("before"),
    after: side("after"),
  };
}

export function removedEntry(part: Part, id: string): AuditEntry {
  return { ...target(part, id), action: actions[part.kind].removed, before: summaryOf(part) };
}

/** The bytes of a picture say nothing to a reader. */
function withoutPicture(value: string | null): string | null {
  return value?.replace(/^(data:image\/\w+;base64,.{20}).*$/s, "$1…") ?? null;
}

function target(part: Part, targetId: string) {
  return { targetType: actions[part.kind].target, targetId, targetName: nameOf(part) };
}

/** Documents of operations are too long to be told whole. */
function summaryOf(part: Part): Prisma.InputJsonObject {
  if (part.kind === "setting" && part.setting === "logo") return { themes: Object.keys(part.value) };
  if (part.kind !== "operation") return JSON.parse(JSON.stringify(part.value));
  const { displayName, method, urlTemplate } = part.value;
  return { displayName, method, urlTemplate };
}

function nameOf(part: Part): string {
  if (part.kind === "operation") return part.value.displayName;
  return "name" in part.value && part.kind !== "setting" ? part.value.name : part.what;
}
