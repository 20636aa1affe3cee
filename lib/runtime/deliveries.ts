import { sendDueMails, tidyOutbox } from "@/lib/mail/sender";
import { type SmtpSettings, smtpTransport } from "@/lib/mail/smtp";
import { repeat } from "./repeat";

/** What the portal sends of itself, beside answering: mail. Any number of portals may run this over one database. */
export function startDeliveries({ smtp }: { smtp: SmtpSettings | undefined }): { close(): Promise<void> } {
  const transport = smtp && smtpTransport(smtp);
  const stops = [
    repeat({ what: "tidying the outbox", everyMs: 60_000, work: () => tidyOutbox() }),
    ...(transport
      ? [
          repeat({
            what: "sending mail",
            everyMs: 1_000,
            work: (signal) => sendDueMails(transport, { signal }),
          }),
        ]
      : []),
  ];
  return {
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      transport?.close();
    },
  };
}
