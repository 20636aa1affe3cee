import { z } from "zod";
import { db, type Transaction } from "@/lib/db/client";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { type MailEvent, mailEventNames } from "./events-schema";

const copies = z.array(z.string());

/** What holds for the mails about one event. */
export interface Rule {
  event: MailEvent;
  /** Whether those get it whom it concerns. */
  mailed: boolean;
  copies: string[];
  subject: string;
  body: string;
  /** Whether the text is an administrator's. */
  changed: boolean;
}

type Store = Pick<Transaction, "eventRule">;

/** What holds for an event: what an administrator has set, else what Gatehouse comes with. */
export async function readRule(event: MailEvent, store: Store = db()): Promise<Rule> {
  const row = await store.eventRule.findUnique({ where: { event } });
  const usual = mailTemplates[event];
  return {
    event,
    mailed: row?.mailed ?? true,
    copies: copies.parse(row?.copies ?? []),
    subject: row?.subject ?? usual.subject,
    body: row?.body ?? usual.body,
    changed: row?.body !== null && row?.body !== undefined,
  };
}

/** What holds for every event. */
export function readRules(): Promise<Rule[]> {
  return Promise.all(mailEventNames.map((event) => readRule(event)));
}

/** The events that somebody gets no mail about. */
export async function findUnwanted(userId: string): Promise<string[]> {
  const rows = await db().unwantedNotification.findMany({ where: { userId }, select: { event: true } });
  return rows.map(({ event }) => event);
}
