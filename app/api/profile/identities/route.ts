import { NextResponse } from "next/server";
import { setLinkCookie } from "@/lib/auth/link-cookie";
import { currentSession } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { startLinking } from "@/lib/identities/link-commands";
import { listIdentities } from "@/lib/identities/queries";
import { linkedIdentities, linkInput } from "@/lib/identities/schema";
import { identityMessages } from "@/lib/messages/en/identities";

export const GET = defineRoute({
  summary: "List your linked identities",
  answer: { schema: linkedIdentities },
  access: "signed-in",
  sessionOnly: true,
  handle: async ({ user }) => ({ items: await listIdentities(user.id) }),
});

/** Starts linking: this browser's next arrival from the provider is linked to this session's account. */
export const POST = defineRoute({
  summary:
    "Start linking an identity, with the password where there is one; the browser goes to the provider next",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,
  body: linkInput,
  async handle({ user, body, actor }) {
    await startLinking(user, body, actor);
    const session = await currentSession();
    if (!session) throw new AppError("not-found", identityMessages.missing);
    const answer = new NextResponse(null, { status: 204, headers: { "Cache-Control": "no-store" } });
    await setLinkCookie(answer, { sessionId: session.id, providerId: body.providerId });
    return answer;
  },
});
