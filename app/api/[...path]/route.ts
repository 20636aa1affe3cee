import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";

/** Whatever no other route answers: a problem like every other, where Next would send its page. */
const missing = defineRoute({
  summary: "Answer that there is nothing here",
  access: "public",

  async handle() {
    throw new AppError("not-found", "There is nothing at this address.");
  },
});

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
