import { randomUUID } from "node:crypto";
import type { Limit } from "./limit-schema";

/** What has been used is stored under a limit's id: one that counts something else from now on begins anew, under another id. */
export function withIdsOfTheirOwn(before: readonly Limit[], after: readonly Limit[]): Limit[] {
  return after.map((limit) => {
    const earlier = before.find(({ id }) => id === limit.id);
    const counts =
      earlier === undefined || (earlier.kind === limit.kind && earlier.measure === limit.measure);
    return counts ? limit : { ...limit, id: randomUUID() };
  });
}
