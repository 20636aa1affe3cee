import { plural } from "@/lib/messages/plural";

/** What the pages say that lead to an account: sign up, confirm, reset, invitation. */
export const entranceMessages = {
  failed: "It could not be done. Try again.",
  name: "Name",
  email: "Email",
  password: "Password",
  newPassword: "New password",
  passwordHint: "At least 12 characters. A few unrelated words are strong and easy to remember.",
  linkOver: "This link does not work any more",
  linkOverHint: "It was used already, or it is too old.",
  askAnew: "Ask for a new one",
  toSignIn: "Sign in",
  mailed: {
    title: "Look into your mail",
    noServer:
      "This portal has no mail server yet: its administrators find the mail in their outbox and can hand over the link.",
  },
  signUp: {
    title: "Create an account",
    description: "To subscribe to products and get keys.",
    domains: (domains: string) => `For addresses at ${domains}.`,
    submit: "Create account",
    haveAccount: "You have an account?",
    off: "Nobody can sign up here by themselves",
    offHint: "Ask an administrator of this portal for an invitation.",
    mailed: (email: string, hours: number) =>
      `A link was sent to ${email}. Open it within ${plural("en", hours, { one: "# hour", other: "# hours" })} to confirm the address.`,
    again: "Send it again",
    sentAgain: "Sent again",
  },
  confirm: {
    title: "Confirm your email",
    description: "Enter the password you chose, and your account is open.",
    submit: "Confirm and sign in",
    askTitle: "Confirm your email",
    askDescription: "We send the link again to the address you signed up with.",
    ask: "Send the link",
    asked: "If an account waits for this address to be confirmed, a new link was sent to it.",
  },
  reset: {
    title: "Choose a new password",
    description: "You are then signed in here, and signed out everywhere else.",
    submit: "Save and sign in",
    askTitle: "Forgot your password?",
    askDescription: "We send a link to choose a new one to your address.",
    ask: "Send the link",
    asked: "If there is an account with this address, a link was sent to it. It works for one hour.",
  },
  invitation: {
    title: "Open your account",
    description: (email: string) => `For ${email}. Choose how you are called and a password.`,
    submit: "Open account",
    overHint: "It was used already, or it is too old. Ask the administrator who invited you for a new one.",
  },
} as const;
