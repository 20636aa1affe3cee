import { createTransport } from "nodemailer";
import { z } from "zod";
import { MailRefused, type Transport } from "./sender";

export interface SmtpSettings {
  url: string;
  /** The sender's address, with or without a name. */
  from: string;
}

/** No attempt takes longer than these together. */
const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
};

/** What the server said to this very mail; the rest (no connection, wrong password) may be better later. */
const refusal = z.object({
  code: z.enum(["EENVELOPE", "EMESSAGE"]),
  responseCode: z.number().min(500).max(599),
});

/** Mail over SMTP. Plain text, one receiver each. */
export function smtpTransport({ url, from }: SmtpSettings): Transport & { close(): void } {
  // Many mails over one connection: a handshake for each is most of what a mail takes.
  const transport = createTransport({
    url,
    ...timeouts,
    pool: true,
    maxConnections: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ id, recipient, subject, body }) {
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: recipient },
          subject,
          text: body,
          // The same at every attempt: who gets it twice can tell.
          messageId: `<${id}@${host}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
      } catch (error) {
        if (!refusal.safeParse(error).success) throw error;
        throw new MailRefused(error instanceof Error ? error.message : "refused", { cause: error });
      }
    },
    close: () => transport.close(),
  };
}
