/** Everything that mails are written about, and what their texts may name. Browser-safe. */

/** Mails about somebody's own account: without them it could not be opened, so they are always sent. */
export const accountEvents = {
  "account.confirm": ["portal", "link", "hours"],
  "account.exists": ["portal", "link"],
  "account.reset": ["portal", "link", "hours"],
  "account.invite": ["portal", "name", "actor", "link", "days"],
} as const satisfies Record<string, readonly string[]>;

/** What people are notified of: whom it concerns, and its values. */
export const notificationEvents = {
  "subscription.requested": {
    to: "admins",
    names: ["portal", "subscription", "product", "developer", "link"],
  },
  "subscription.approved": { to: "owner", names: ["portal", "subscription", "product", "link"] },
  "subscription.rejected": { to: "owner", names: ["portal", "subscription", "product", "reason", "link"] },
  "subscription.passed-on": { to: "new-owner", names: ["portal", "subscription", "product", "link"] },
  "subscription.renewal-requested": {
    to: "admins",
    names: ["portal", "subscription", "product", "developer", "date", "link"],
  },
  "subscription.renewed": { to: "owner", names: ["portal", "subscription", "product", "date", "link"] },
  "subscription.renewal-declined": {
    to: "owner",
    names: ["portal", "subscription", "product", "reason", "link"],
  },
  "subscription.expiring": { to: "owner", names: ["portal", "subscription", "product", "date", "link"] },
  "quota.near": {
    to: "owner",
    names: ["portal", "subscription", "product", "used", "limit", "percent", "link"],
  },
  "quota.reached": { to: "owner", names: ["portal", "subscription", "product", "used", "limit", "link"] },
  "credential.expiring": { to: "admins", names: ["portal", "api", "date", "link"] },
  "user.new": { to: "admins", names: ["portal", "name", "email", "link"] },
  "api.published": { to: "subscribers", names: ["portal", "api", "link"] },
  "api.changed": { to: "subscribers", names: ["portal", "api", "link"] },
} as const satisfies Record<string, { to: Audience; names: readonly string[] }>;

/** Whom an event concerns: a subscription's developers, its owner from now on, the administrators, or who has subscribed to an API. */
export type Audience = "owner" | "new-owner" | "admins" | "subscribers";

export type AccountEvent = keyof typeof accountEvents;
export type NotificationEvent = keyof typeof notificationEvents;
export type MailEvent = AccountEvent | NotificationEvent;

export const notificationNames = Object.keys(notificationEvents) as [
  NotificationEvent,
  ...NotificationEvent[],
];
export const mailEventNames = [...(Object.keys(accountEvents) as AccountEvent[]), ...notificationNames] as [
  MailEvent,
  ...MailEvent[],
];

export function isNotification(event: MailEvent): event is NotificationEvent {
  return Object.hasOwn(notificationEvents, event);
}

/** The names that a text about an event may use. */
export function namesOf(event: MailEvent): readonly string[] {
  return isNotification(event) ? notificationEvents[event].names : accountEvents[event];
}

type NameOf<Event extends MailEvent> = Event extends NotificationEvent
  ? (typeof notificationEvents)[Event]["names"][number]
  : Event extends AccountEvent
    ? (typeof accountEvents)[Event][number]
    : never;

/** The values of an event, save what every mail knows by itself. */
export type MailValues<Event extends MailEvent> = Record<Exclude<NameOf<Event>, "portal">, string | number>;

/** The events that somebody may choose to get mail about. */
export function eventsFor(role: "admin" | "developer"): NotificationEvent[] {
  return notificationNames.filter((event) => role === "admin" || notificationEvents[event].to !== "admins");
}

/** Whom the mail about an event goes to. */
export function audienceOf(event: MailEvent): Audience | "account" {
  return isNotification(event) ? notificationEvents[event].to : "account";
}
