import type { LoggedCall } from "@/components/admin/call-table";
import type { SignedInUser } from "@/lib/auth/session";
import { nameOperations } from "@/lib/catalogue/queries";
import { refusalTitle } from "@/lib/gateway/refusal";
import type { listCalls } from "@/lib/usage/call-log";

/** Calls of the log with their operations and refusals in words. */
export async function inWords(
  viewer: SignedInUser,
  calls: Awaited<ReturnType<typeof listCalls>>["items"],
): Promise<LoggedCall[]> {
  const ids = calls.flatMap(({ operationId }) => operationId ?? []);
  const names = await nameOperations(viewer, [...new Set(ids)]);
  return calls.map(({ operationId, refusal, refusalDetail, ...call }) => ({
    ...call,
    operation: names.get(operationId ?? "") ?? null,
    refusal: [refusal && refusalTitle(refusal), refusalDetail].filter(Boolean).join(": "),
  }));
}
