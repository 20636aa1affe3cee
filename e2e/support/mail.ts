import { expect } from "@playwright/test";
import { startMailServer } from "../../lib/mail/test-server";

/** The SMTP server that the portal of these tests sends to; see playwright.config.ts. */
export async function openMailbox() {
  const port = Number(process.env.E2E_PORT || 3900) + 3;
  const server = await startMailServer({ port });
  return {
    close: server.close,
    /** Waits for a mail to arrive, and answers its text. */
    async arrived(recipient: string, subject: RegExp): Promise<string> {
      const find = () =>
        server.mails.find((mail) => mail.recipients.includes(recipient) && subject.test(mail.subject));
      await expect.poll(() => find()?.subject, { timeout: 20_000 }).toMatch(subject);
      return find()?.text ?? "";
    },
  };
}
