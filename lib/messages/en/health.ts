import { plural } from "@/lib/messages/plural";

/** How the system does, on the overview. */
export const healthMessages = {
  title: "System health",
  states: { good: "Good", attention: "Look at it", bad: "Act now", info: "" },
  names: {
    database: "Database",
    redis: "Redis",
    records: "Call log",
    backends: "Backends",
    mails: "Mails",
    webhooks: "Webhooks",
    disk: "Disk of the data folder",
    version: "This process",
  },
  advice: {
    database: {
      attention:
        "It answers slowly. Look at the machine's load, and at what else writes to this disk or server.",
      bad: "It does not answer. Look at its own log.",
    },
    redis: {
      attention: "Look at its own log.",
      bad: "Limits are not shared while it is away (WHEN_REDIS_FAILS says what happens). Start it, or correct REDIS_URL.",
    },
    records: {
      attention: "Calls wait to be stored: the database cannot keep up.",
      bad: "Calls were lost to the log since this process started, for want of a database that takes them. Look at its disk and its load.",
    },
    backends: {
      attention:
        "They rest after failures and get no calls for a while. Open the API's Backend page to see why.",
      bad: "They get no calls.",
    },
    mails: {
      attention: "Open the outbox: it says why mails failed. Without SMTP_URL none is ever sent.",
      bad: "Mails are overdue: the mail server takes none. Look at SMTP_URL and the outbox.",
    },
    webhooks: {
      attention: "They are tried again by themselves. The webhook's log says what was answered.",
      bad: "Deliveries of the last day were given up. The webhook's log says why; send them again from there.",
    },
    disk: {
      attention: "Make room soon: delete what is not needed, or enlarge the volume.",
      bad: "Make room now: with a full disk nothing can be stored, and calls go unrecorded.",
    },
  },
  database: (kind: "sqlite" | "postgresql", answerMs: number, bytes: number) =>
    `${kind === "sqlite" ? "SQLite" : "PostgreSQL"}, ${size(bytes)}, answers in ${Math.max(1, Math.round(answerMs))} ms`,
  away: "Does not answer",
  processes: (count: number) =>
    plural("en", count, { one: "# gateway process counts in it", other: "# gateway processes count in it" }),
  records: ({
    queued,
    dropped,
    agoSeconds,
  }: {
    queued: number;
    dropped: number;
    agoSeconds: number | null;
  }) =>
    [
      agoSeconds === null ? "No call stored yet" : `Last call stored ${span(agoSeconds)} ago`,
      `${queued.toLocaleString("en")} waiting`,
      ...(dropped > 0 ? [`${dropped.toLocaleString("en")} lost`] : []),
    ].join(", "),
  backends: (all: number, resting: readonly string[]) =>
    resting.length === 0
      ? plural("en", all, { one: "# backend, none resting", other: "# backends, none resting" })
      : `${resting.length} of ${all} resting: ${resting.slice(0, 3).join(", ")}${resting.length > 3 ? " …" : ""}`,
  mails: ({ waiting, failed, isSent }: { waiting: number; failed: number; isSent: boolean }) =>
    `${waiting.toLocaleString("en")} waiting, ${failed.toLocaleString("en")} failed${isSent ? "" : ", no mail server is set"}`,
  webhooks: (failed: number, retrying: number) =>
    failed + retrying === 0
      ? "Nothing failed in the last day"
      : `${failed.toLocaleString("en")} given up in the last day, ${retrying.toLocaleString("en")} to be tried again`,
  disk: (free: number, total: number) => `${size(free)} free of ${size(total)}`,
  version: (version: string, upSeconds: number) => `Gatehouse ${version}, up for ${span(upSeconds)}`,
} as const;

const units = ["B", "KB", "MB", "GB", "TB"];

function size(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}

function span(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return plural("en", Math.floor(hours / 24), { one: "# day", other: "# days" });
  if (hours > 0) return plural("en", hours, { one: "# hour", other: "# hours" });
  if (minutes > 0) return plural("en", minutes, { one: "# minute", other: "# minutes" });
  return plural("en", Math.floor(seconds), { one: "# second", other: "# seconds" });
}
