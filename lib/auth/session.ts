import { cookies } from "next/headers";
import { cache } from "react";
import { db } from "@/lib/db/client";
import { openSession, sessionCookie } from "./session-cookie";

export interface SignedInUser {
  id: string;
  email: string;
  name: string;
  role: "admin" | "developer";
}

/**
 * The person behind the request, read from the database each time: a blocked or demoted user, or one who signed
 * out everywhere, is out at once, whatever the cookie says. Read once per request.
 */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await openSession((await cookies()).get(sessionCookie().name)?.value);
  if (!session) return null;
  const user = await db().user.findUnique({
    where: { id: session.userId },
    select: { id: true, email: true, name: true, role: true, state: true, sessionVersion: true },
  });
  if (user?.state !== "active" || user.sessionVersion !== session.sessionVersion) return null;
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role === "admin" ? "admin" : "developer",
  };
});
