import { defineRoute } from "@/lib/http/define-route";
import { signUp } from "@/lib/users/commands";
import { signUpInput } from "@/lib/users/schema";

/** Opens an account that waits for its email to be confirmed. The answer tells nothing about accounts that are there. */
export const POST = defineRoute({
  summary: "Open an account that waits for its email to be confirmed",
  answer: { status: 204 },
  sessionOnly: true,
  access: "public",
  body: signUpInput,
  handle: ({ body, actor }) => signUp(body, actor),
});
