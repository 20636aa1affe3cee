import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { unavailable } from "@/lib/db/unavailable";
import { isAppError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { log } from "@/lib/log";
import { startSession } from "@/lib/sessions/commands";
import { signInWithPassword } from "@/lib/users/commands";
import { signInInput } from "@/lib/users/schema";
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

/** The cookie names the session; `currentUser` asks the database for the rest. */
export function authOptions(request: Request): NextAuthOptions {
  const browser = browserOf(request);
  const from = { address: browser.address, requestId: request.headers.get("x-request-id") };
  return {
    secret: installedSecrets().session,
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
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
      jwt: ({ token, user }) => (user?.sessionId === undefined ? token : { sessionId: user.sessionId }),
    },
  };
}
