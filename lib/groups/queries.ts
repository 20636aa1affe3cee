import type { Prisma } from "@/lib/db/client";
import { systemGroups, type Viewer } from "./schema";

/** The groups that a viewer belongs to: the system groups that follow from who it is, and the custom ones joined. */
export function groupsOf(viewer: Viewer): Prisma.GroupWhereInput {
  const names: string[] = [systemGroups.guests];
  if (viewer) names.push(systemGroups.developers);
  if (viewer?.role === "admin") names.push(systemGroups.administrators);
  const system = { kind: "system", name: { in: names } };
  if (!viewer) return system;
  return { OR: [system, { kind: "custom", members: { some: { userId: viewer.id } } }] };
}
