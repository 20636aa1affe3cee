import { healthMessages as text } from "@/lib/messages/en/health";
import type { HealthLine } from "./schema";

/** What is known of the system at one moment. */
export interface HealthFacts {
  database: { kind: "sqlite" | "postgresql"; answerMs: number; bytes: number };
  /** Null where no Redis is set. */
  shared: { isReachable: boolean; processes: number } | null;
  recording: { queued: number; dropped: number };
  lastCallAt: Date | null;
  mails: { waiting: number; overdue: number; failed: number; isSent: boolean };
  /** Deliveries that were given up in the last day, and those that wait to be tried again. */
  webhooks: { failed: number; retrying: number };
  disk: { freeBytes: number; totalBytes: number };
  backends: { all: number; resting: string[] };
  version: string;
  upSeconds: number;
  now: Date;
}

const mib = 1024 * 1024;
const slowMs = 250;
const fewFree = { attention: 1024 * mib, bad: 200 * mib };
const longQueue = 1_000;

/** Each part judged by what it needs to do its work. Pure. */
export function judgeHealth(facts: HealthFacts): HealthLine[] {
  const { shared } = facts;
  return [
    database(facts),
    ...(shared ? [redis(shared)] : []),
    records(facts),
    backends(facts),
    mails(facts.mails),
    webhooks(facts.webhooks),
    disk(facts.disk),
    line("version", "info", text.version(facts.version, facts.upSeconds)),
  ];
}

type Part = keyof typeof text.names;

function line(part: Part, state: HealthLine["state"], value: string, href: string | null = null): HealthLine {
  const advice = state === "attention" || state === "bad" ? adviceOf(part, state) : null;
  return { name: text.names[part], state, value, advice, href };
}

function adviceOf(part: Part, state: "attention" | "bad"): string | null {
  return part === "version" ? null : text.advice[part][state];
}

function database({ database: { kind, answerMs, bytes } }: HealthFacts): HealthLine {
  return line("database", answerMs > slowMs ? "attention" : "good", text.database(kind, answerMs, bytes));
}

function redis({ isReachable, processes }: NonNullable<HealthFacts["shared"]>): HealthLine {
  return line("redis", isReachable ? "good" : "bad", isReachable ? text.processes(processes) : text.away);
}

function records({ recording: { queued, dropped }, lastCallAt, now }: HealthFacts): HealthLine {
  const state = dropped > 0 ? "bad" : queued > longQueue ? "attention" : "good";
  const agoSeconds = lastCallAt && Math.max(0, Math.round((now.getTime() - lastCallAt.getTime()) / 1000));
  return line("records", state, text.records({ queued, dropped, agoSeconds }));
}

function backends({ backends: { all, resting } }: HealthFacts): HealthLine {
  return line(
    "backends",
    resting.length > 0 ? "attention" : "good",
    text.backends(all, resting),
    "/admin/apis",
  );
}

function mails({ waiting, overdue, failed, isSent }: HealthFacts["mails"]): HealthLine {
  const state = isSent && overdue > 0 ? "bad" : failed > 0 || (!isSent && waiting > 0) ? "attention" : "good";
  return line("mails", state, text.mails({ waiting, failed, isSent }), "/admin/notifications/outbox");
}

function webhooks({ failed, retrying }: HealthFacts["webhooks"]): HealthLine {
  const state = failed > 0 ? "bad" : retrying > 0 ? "attention" : "good";
  return line("webhooks", state, text.webhooks(failed, retrying), "/admin/notifications/webhooks");
}

function disk({ freeBytes, totalBytes }: HealthFacts["disk"]): HealthLine {
  const state = freeBytes < fewFree.bad ? "bad" : freeBytes < fewFree.attention ? "attention" : "good";
  return line("disk", state, text.disk(freeBytes, totalBytes));
}
