import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { unavailable } from "@/lib/db/unavailable";
import { isAppError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { log } from "@/lib/log";
import { signInWithPassword } from "@/lib/users/commands";
import { signInInput } from "@/lib/users/schema";
import { writeSignInFailure } from "./schema";
import { sessionCookie, sessionMaxAgeSeconds } from "./session-cookie";

declare module "next-auth" {
  interface Session {
    userId?: string;
    sessionVersion?: number;
  }
  interface User {
    sessionVersion?: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    userId?: string;
    sessionVersion?: number;
  }
}

const headerText = z.string().nullable().catch(null);

/** The cookie says who signed in and with which session version; `currentUser` asks the database for the rest. */
export function authOptions(): NextAuthOptions {
  return {
    secret: installedSecrets().session,
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const parsed = signInInput.safeParse({
            email: credentials?.email,
            password: credentials?.password,
          });
          if (!parsed.success) return null;
          const header = (name: string) => headerText.parse(request.headers?.[name]);
          const from = { address: header("x-gatehouse-client-address"), requestId: header("x-request-id") };
          try {
            return await signInWithPassword(parsed.data, from);
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
      jwt({ token, user }) {
        if (!user) return token;
        return { userId: user.id, sessionVersion: user.sessionVersion };
      },
      session({ session, token }) {
        return { expires: session.expires, userId: token.userId, sessionVersion: token.sessionVersion };
      },
    },
  };
}
