import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { currentUser, type SignedInUser } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";

/**
 * The administrator whom a page of the console is drawn for. Anonymous visitors are sent to sign in and come back to
 * `path` with the query that was asked for; for others the page does not exist. Queries and routes ask again.
 */
export async function adminOf(path: string): Promise<SignedInUser> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path + (await askedQuery()))}`);
  if (user.role !== "admin") notFound();
  return user;
}

/** With its question mark; empty for none. */
async function askedQuery(): Promise<string> {
  const query = new URLSearchParams((await headers()).get("x-gatehouse-query") ?? "");
  // Next's own, on its way from page to page.
  query.delete("_rsc");
  return query.size === 0 ? "" : `?${query}`;
}

/** What a page is about; the not-found page when it is not there (any more). */
export async function orNotFound<Found>(finding: Promise<Found>): Promise<Found> {
  try {
    return await finding;
  } catch (error) {
    if (isAppError(error) && error.code === "not-found") notFound();
    throw error;
  }
}
