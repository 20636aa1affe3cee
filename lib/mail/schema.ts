import { z } from "zod";
import { defineList } from "@/lib/lists/schema";

/** What administrators see of the outbox. Browser-safe. */

export const mailStates = ["waiting", "sent", "failed"] as const;
export const mailState = z.enum(mailStates);
export type MailState = z.infer<typeof mailState>;

export const mailParams = z.strictObject({ mailId: z.string().regex(/^[\w-]{1,64}$/) });

/** Which mails, in which order, and which page of them. */
export const mailList = defineList({
  shows: ["all", ...mailStates],
  sorts: ["written", "subject", "to", "state"],
  order: "desc",
});
export type MailListQuery = typeof mailList.usual;
export type MailSort = typeof mailList.usual.sort;

/** A mail in the outbox's list. */
export interface ListedMail {
  id: string;
  recipient: string;
  subject: string;
  state: MailState;
  attempts: number;
  lastError: string | null;
  createdAtMs: number;
  nextAttemptAtMs: number;
}
