import { cookies } from "next/headers";
import type { Actor } from "@/lib/audit/commands";
import type { ConfirmedPerson } from "@/lib/identities/claims";
import { linkIdentity } from "@/lib/identities/link-commands";
import type { OpenedProvider } from "@/lib/identities/queries";
import { signInWithIdentity } from "@/lib/identities/sign-in-commands";
import { type Browser, startSession } from "@/lib/sessions/commands";
import { type Linking, linkCookieName, readLinkCookie } from "./link-cookie";
import type { FailureCode } from "./schema";
import { currentSession } from "./session";

/** A session that begins, or a page of ours that says what became of it. */
export type Arrival = { sessionId: string } | { path: string };

interface Arriving {
  provider: OpenedProvider;
  person: ConfirmedPerson;
  browser: Browser;
  from: Pick<Actor, "address" | "requestId">;
}

export const failedSignIn = (code: FailureCode) => `/sign-in?error=${code}`;
const failedLink = (code: FailureCode) => `/profile?identity=${code}`;

/** Somebody comes back from a provider that has confirmed who they are: to sign in, or to link it to their account. */
export async function arrive(arriving: Arriving): Promise<Arrival> {
  const linking = await readLinkCookie((await cookies()).get(linkCookieName())?.value);
  if (linking !== null) return { path: await finishLinking(linking, arriving) };
  const { provider, person, browser, from } = arriving;
  const outcome = await signInWithIdentity({ provider, person, from, now: new Date() });
  if ("refused" in outcome) return { path: failedSignIn(outcome.refused) };
  const { id, sessionVersion } = outcome.user;
  return { sessionId: await startSession({ userId: id, sessionVersion }, browser) };
}

async function finishLinking(
  linking: Linking | "over",
  { provider, person, from }: Arriving,
): Promise<string> {
  const session = await currentSession();
  if (session === null) return failedSignIn("link-over");
  const isSame = linking !== "over" && linking.sessionId === session.id && linking.providerId === provider.id;
  if (!isSame) return failedLink("link-over");
  const actor = { id: session.user.id, name: session.user.email, ...from };
  const refused = await linkIdentity(session.user, { provider, person }, actor);
  return refused === null ? `/profile?linked=${provider.id}` : failedLink(refused);
}
