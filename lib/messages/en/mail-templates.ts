/**
 * What mails say unless an administrator has written something else. `{{name}}` stands for a value; which ones an event
 * has is said in lib/notifications/events-schema.ts.
 */
export const mailTemplates = {
  "account.confirm": {
    subject: "Confirm your email for {{portal}}",
    body: `Somebody, probably you, signed up for {{portal}} with this address.

To confirm it, open this link and enter the password you chose:
{{link}}

The link works for {{hours}} hours. If you did not sign up, ignore this mail: nothing happens without the password.`,
  },
  "account.exists": {
    subject: "You already have an account at {{portal}}",
    body: `Somebody, probably you, tried to sign up for {{portal}} with this address. There is an account with it already.

Sign in here: {{link}}
If you forgot the password, choose "Forgot password" there.

If it was not you, ignore this mail: nothing was changed.`,
  },
  "account.reset": {
    subject: "Reset your password for {{portal}}",
    body: `Somebody, probably you, asked to reset the password of your account at {{portal}}.

Choose a new password here:
{{link}}

The link works once, for {{hours}} hour. If it was not you, ignore this mail: your password stays as it is.`,
  },
  "account.invite": {
    subject: "You are invited to {{portal}}",
    body: `Hello {{name}},

{{actor}} invites you to {{portal}}.

Choose a password and open your account here:
{{link}}

The link works once, for {{days}} days.`,
  },
  "subscription.requested": {
    subject: "{{developer}} asks for access to {{product}}",
    body: `{{developer}} asks for the subscription "{{subscription}}" to {{product}}.

Approve or reject it here:
{{link}}`,
  },
  "subscription.approved": {
    subject: "Your subscription to {{product}} is active",
    body: `Your subscription "{{subscription}}" to {{product}} was approved.

Make its keys here, and call:
{{link}}`,
  },
  "subscription.rejected": {
    subject: "Your request for {{product}} was rejected",
    body: `Your request for the subscription "{{subscription}}" to {{product}} was rejected.

Reason: {{reason}}

Your subscriptions: {{link}}`,
  },
  "subscription.passed-on": {
    subject: "You own the subscription {{subscription}} now",
    body: `The subscription "{{subscription}}" to {{product}} was passed on to you. It goes on as it was, with its team and its keys; from now on you look after them.

Your subscriptions: {{link}}`,
  },
  "subscription.renewal-requested": {
    subject: "{{developer}} asks to renew {{subscription}}",
    body: `{{developer}} asks for a later end of the subscription "{{subscription}}" to {{product}}. Its end: {{date}}.

Renew it or decline here:
{{link}}`,
  },
  "subscription.renewed": {
    subject: "Your subscription to {{product}} was renewed",
    body: `Your subscription "{{subscription}}" to {{product}} was renewed. Its keys work. Its end: {{date}}.

Your subscriptions: {{link}}`,
  },
  "subscription.renewal-declined": {
    subject: "The renewal of {{subscription}} was declined",
    body: `The end of your subscription "{{subscription}}" to {{product}} stays as it is.

Reason: {{reason}}

Your subscriptions: {{link}}`,
  },
  "subscription.expiring": {
    subject: "Your subscription to {{product}} ends on {{date}}",
    body: `Your subscription "{{subscription}}" to {{product}} ends on {{date}}. After that, calls with its keys are refused.

Request its renewal here:
{{link}}`,
  },
  "quota.near": {
    subject: "{{percent}}% of the quota of {{product}} is used",
    body: `Your subscription "{{subscription}}" to {{product}} has used {{used}} of {{limit}} in this period.

Its usage: {{link}}`,
  },
  "quota.reached": {
    subject: "The quota of {{product}} is used up",
    body: `Your subscription "{{subscription}}" to {{product}} has used {{used}} of {{limit}}. Further calls are refused until a new period begins; a quota without periods stays used up.

Its usage: {{link}}`,
  },
  "credential.expiring": {
    subject: "The backend credential of {{api}} ends on {{date}}",
    body: `The credential that Gatehouse calls the backend of {{api}} with ends on {{date}}. After that, calls fail.

Replace it here:
{{link}}`,
  },
  "user.new": {
    subject: "{{name}} has joined {{portal}}",
    body: `{{name}} ({{email}}) has opened an account at {{portal}}.

All users: {{link}}`,
  },
  "api.published": {
    subject: "{{api}} is published",
    body: `A product that you have subscribed to offers {{api}} now.

Its operations: {{link}}`,
  },
  "api.changed": {
    subject: "{{api}} has changed",
    body: `{{api}}, which you have a subscription for, has changed.

Its operations: {{link}}`,
  },
} as const;
