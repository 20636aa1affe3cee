import { db } from "@/lib/db/client";
import { defineRoute } from "@/lib/http/define-route";
import { runtime } from "@/lib/runtime";

export const dynamic = "force-dynamic";

/** Ready means: the gateway runs and the database answers. Public, so it says no more than that. */
export const GET = defineRoute({
  access: "public",
  async handle() {
    const { dropped, queued } = runtime().recording();
    await db().revision.count();
    return { status: "ok", calls: { queued, dropped } };
  },
});
