import { withoutSession } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/http/define-route";
import { deleteOwnAccount } from "@/lib/users/commands";
import { deletionInput } from "@/lib/users/schema";

/** Deletes the account of whoever asks, and signs the browser out. */
export const POST = defineRoute({
  summary: "Delete your account, confirmed by its password, or by its email where it has none",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,
  body: deletionInput,
  async handle({ user, body, actor }) {
    await deleteOwnAccount(user.id, body, actor);
    return withoutSession();
  },
});
