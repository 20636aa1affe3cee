import { sendDueMails, tidyOutbox } from "@/lib/mail/sender";
import { type SmtpSettings, smtpTransport } from "@/lib/mail/smtp";
import { forgetOldTellings, tellChangedApis, tellExpiring, tellQuotas } from "@/lib/notifications/periodic";
import { repeat } from "./repeat";

const minuteMs = 60_000;

/** What the portal sends of itself, beside answering: mail. Any number of portals may run this over one database. */
export function startDeliveries({ smtp }: { smtp: SmtpSettings | undefined }): { close(): Promise<void> } {
  const transport = smtp && smtpTransport(smtp);
  const stops = [
    repeat({ what: "tidying the outbox", everyMs: minuteMs, work: () => tidyOutbox() }),
    repeat({ what: "reminding of subscriptions that end", everyMs: minuteMs, work: () => tellExpiring() }),
    repeat({ what: "telling of quotas", everyMs: minuteMs, work: () => tellQuotas() }),
    repeat({ what: "telling of changed APIs", everyMs: minuteMs, work: () => tellChangedApis() }),
    repeat({ what: "forgetting what was told", everyMs: 60 * minuteMs, work: () => forgetOldTellings() }),
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
