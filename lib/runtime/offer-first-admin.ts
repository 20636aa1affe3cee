import type { Env } from "@/lib/env";
import { log } from "@/lib/log";
import { ensureFirstAdmin } from "@/lib/users/commands";
import { hasAdministrator } from "@/lib/users/queries";
import { issueSetupToken } from "@/lib/users/setup-token";

/**
 * A portal without an administrator gets one: from ADMIN_EMAIL and ADMIN_PASSWORD, else from whoever opens the
 * set-up page with the one-time link that is printed here.
 */
export async function offerFirstAdmin({ ADMIN_EMAIL, ADMIN_PASSWORD, publicUrl }: Env): Promise<void> {
  if (await hasAdministrator()) return;
  if (ADMIN_EMAIL && ADMIN_PASSWORD) {
    await ensureFirstAdmin({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
    log.info({ email: ADMIN_EMAIL }, "the first administrator was made");
    return;
  }
  const link = `${publicUrl}/setup?token=${issueSetupToken()}`;
  process.stdout.write(`\nNo administrator yet. Make the first one at ${link}\n\n`);
}
