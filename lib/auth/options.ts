import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { unavailable } from "@/lib/db/unavailable";
import { env } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import type { ConfirmedPerson } from "@/lib/identities/claims";
import type { OpenedProvider } from "@/lib/identities/queries";
import { installedSecrets } from "@/lib/keys/installed";
import { log } from "@/lib/log";
import { startSession } from "@/lib/sessions/commands";
import { signInWithPassword } from "@/lib/users/commands";
import { signInInput } from "@/lib/users/schema";
import { type Arrival, arrive, failedSignIn } from "./arrive";
import { oauthProvider } from "./oauth-provider";
import { writeSignInFailure } from "./schema";
import { browserOf, sessionCookie, sessionMaxAgeSeconds } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}

/**
 * The cookie names the session; `currentUser` asks the database for the rest.
 * @param provider of the identity provider that the request is about
 */
export async function authOptions(
  request: Request,
  provider: OpenedProvider | null,
): Promise<NextAuthOptions> {
  const browser = browserOf(request);
  const from = { address: browser.address, requestId: request.headers.get("x-request-id") };
  let begun: string | undefined;
  return {
    secret: installedSecrets().session,
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: {
      // Codes and reasons; never what came with them, which may be a token.
      error: (code, metadata) => log.warn({ code, reason: reasonOf(metadata) }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      ...(provider ? [await oauthProvider(provider)] : []),
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials) {
          const parsed = signInInput.safeParse({
            email: credentials?.email,
            password: credentials?.password,
          });
          if (!parsed.success) return null;
          try {
            const user = await signInWithPassword(parsed.data, from);
            if (!user) return null;
            const { id, sessionVersion } = user;
            return { id, sessionId: await startSession({ userId: id, sessionVersion }, browser) };
          } catch (error) {
            // next-auth puts the message of what is thrown here into its answer: a code, never more.
            if (isAppError(error)) throw new Error(writeSignInFailure(error));
            log.error({ err: error, requestId: from.requestId }, "sign-in failed");
            const told = unavailable(error);
            throw new Error(told ? writeSignInFailure(told) : "internal");
          }
        },
      }),
    ],
    callbacks: {
      async signIn({ profile }) {
        // Passwords are checked by `authorize`.
        if (!provider) return true;
        const arrival = await arriveSafely(provider, profile?.person);
        if ("path" in arrival) return env().publicUrl + arrival.path;
        begun = arrival.sessionId;
        return true;
      },
      jwt({ token, user }) {
        const sessionId = begun ?? user?.sessionId;
        return sessionId === undefined ? token : { sessionId };
      },
    },
  };

  /** next-auth shows what is thrown in an address, so nothing is. */
  async function arriveSafely(at: OpenedProvider, person: ConfirmedPerson | undefined): Promise<Arrival> {
    try {
      if (!person) return { path: failedSignIn("provider-failed") };
      return await arrive({ provider: at, person, browser, from });
    } catch (error) {
      log.error({ err: error, requestId: from.requestId }, "sign-in failed");
      return { path: failedSignIn(unavailable(error) ? "not-ready" : "internal") };
    }
  }
}

const withReason = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
]);

function reasonOf(metadata: unknown): string | null {
  return withReason.safeParse(metadata).data ?? null;
}
