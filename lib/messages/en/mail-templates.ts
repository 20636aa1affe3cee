/**
 * What mails say unless an administrator has written something else. `{{name}}` stands for a value; which ones an event
 * has is said in lib/notifications/events.ts.
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
} as const;
