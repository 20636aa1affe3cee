import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { runtime } from "@/lib/runtime";

export const dynamic = "force-dynamic";

/** Ready means: the gateway runs and the database answers. Public, so it says little: how many records wait or were lost. */
export const GET = defineRoute({
  summary: "Whether this process is ready",
  access: "public",

  async handle() {
    const { dropped, queued } = runtime().recording();
    try {
      await db().revision.count();
    } catch (cause) {
      throw new AppError("not-ready", "The database does not answer.", { cause, retryAfterSeconds: 5 });
    }
    return { status: "ok", calls: { queued, dropped } };
  },
});
