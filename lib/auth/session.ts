import { cookies, headers } from "next/headers";
import { cache } from "react";
import { noteSessionUse } from "@/lib/sessions/commands";
import { findSession } from "@/lib/sessions/queries";
import { openSession, sessionCookie } from "./session-cookie";

export interface SignedInUser {
  id: string;
  email: string;
  name: string;
  role: "admin" | "developer";
}

interface CurrentSession {
  id: string;
  user: SignedInUser;
}

/**
 * The session behind the request, read from the database each time: one that ended, or whose owner was blocked, is
 * over at once, whatever the cookie says. Read once per request.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const id = await openSession((await cookies()).get(sessionCookie().name)?.value);
  const session = id === null ? null : await findSession(id);
  if (!session) return null;
  void noteSessionUse(session, (await headers()).get("x-gatehouse-client-address"));
  const { role, ...user } = session.user;
  return { id: session.id, user: { ...user, role: role === "admin" ? "admin" : "developer" } };
});

/** The person behind the request; null for a guest. */
export async function currentUser(): Promise<SignedInUser | null> {
  return (await currentSession())?.user ?? null;
}
