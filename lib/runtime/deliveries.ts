import { sendDueMails, tidyOutbox } from "@/lib/mail/sender";
import { type SmtpSettings, smtpTransport } from "@/lib/mail/smtp";
import { tellChangedApis } from "@/lib/notifications/changed-apis";
import { forgetOldTellings } from "@/lib/notifications/once";
import { tellExpiring, tellExpiringCredentials, tellQuotas } from "@/lib/notifications/periodic";
import { tidySessions } from "@/lib/sessions/commands";
import { forgetCallers } from "@/lib/users/forget-callers";
import { forgetDeparted } from "@/lib/users/forget-departed";
import { sendDueDeliveries, tidyDeliveries } from "@/lib/webhooks/sender";
import { repeat } from "./repeat";
import { webhookPost } from "./webhook-post";

const minuteMs = 60_000;

interface DeliverySettings {
  smtp: SmtpSettings | undefined;
  /** Address ranges that webhooks may be in, as backends may. */
  allowPrivateBackends: readonly string[];
}

/** What the portal sends of itself, beside answering: mail and webhooks. Any number of portals may run this over one database. */
export function startDeliveries({ smtp, allowPrivateBackends }: DeliverySettings): {
  close(): Promise<void>;
} {
  const transport = smtp && smtpTransport(smtp);
  const webhooks = webhookPost(allowPrivateBackends);
  const stops = [
    repeat({ what: "tidying the outbox", everyMs: minuteMs, work: () => tidyOutbox() }),
    repeat({ what: "tidying the log of webhooks", everyMs: 60 * minuteMs, work: () => tidyDeliveries() }),
    repeat({
      what: "telling webhooks",
      everyMs: 1_000,
      work: (signal) => sendDueDeliveries(webhooks.post, { signal }),
    }),
    repeat({
      what: "reminding of subscriptions that end",
      everyMs: minuteMs,
      work: (signal) => tellExpiring(new Date(), signal),
    }),
    repeat({
      what: "reminding of credentials that end",
      everyMs: minuteMs,
      work: () => tellExpiringCredentials(),
    }),
    repeat({
      what: "telling of quotas",
      everyMs: minuteMs,
      work: (signal) => tellQuotas(new Date(), signal),
    }),
    repeat({
      what: "telling of changed APIs",
      everyMs: minuteMs,
      work: (signal) => tellChangedApis(new Date(), signal),
    }),
    repeat({ what: "forgetting what was told", everyMs: 60 * minuteMs, work: () => forgetOldTellings() }),
    repeat({ what: "taking deleted accounts out of calls", everyMs: minuteMs, work: () => forgetCallers() }),
    repeat({ what: "forgetting whose account is deleted", everyMs: minuteMs, work: forgetDeparted }),
    repeat({ what: "forgetting old sessions", everyMs: 60 * minuteMs, work: () => tidySessions() }),
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
      await webhooks.close();
    },
  };
}
