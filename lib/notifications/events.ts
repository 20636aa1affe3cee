/** Everything that mails are written about, with the values that the text of each may name. Browser-safe. */
export const mailEvents = {
  "account.confirm": ["portal", "link", "hours"],
  "account.exists": ["portal", "link"],
  "account.reset": ["portal", "link", "hours"],
  "account.invite": ["portal", "name", "actor", "link", "days"],
} as const satisfies Record<string, readonly string[]>;

export type MailEvent = keyof typeof mailEvents;

/** The values of an event, save what every mail knows by itself. */
export type MailValues<Event extends MailEvent> = Record<
  Exclude<(typeof mailEvents)[Event][number], "portal">,
  string | number
>;
