import { identityFailures } from "@/lib/messages/en/identities";
import { plural } from "@/lib/messages/plural";

const minutes = (count: number) => plural("en", count, { one: "# minute", other: "# minutes" });

/** What the sign-in page and the set-up page say. */
export const authMessages = {
  signIn: {
    title: "Sign in",
    description: "For your subscriptions, their keys and the console.",
    email: "Email",
    password: "Password",
    submit: "Sign in",
    forgot: "Forgot password?",
    noAccount: "New here?",
    signUp: "Create an account",
  },
  failures: {
    "wrong-credentials": "Wrong email or password. Check both and try again.",
    "not-allowed": "This account is blocked. Ask an administrator to open it again.",
    "not-confirmed": "Confirm your email first: open the link that was mailed to you, or ask for a new one.",
    "not-ready": "Many people are signing in right now. Try again in a moment.",
    ...identityFailures,
    internal: "Signing in failed on our side. Try again; if it keeps failing, tell your administrator.",
  },
  tooManyAttempts: (waitMinutes: number, time: string) =>
    `Too many attempts. Try again in ${minutes(waitMinutes)}, at ${time}.`,
  tooManyAttemptsSoon: "Too many attempts. Try again later.",
  unreachable: "Gatehouse could not be reached. Check the connection and try again.",
  otherAddress: (publicUrl: string) => `Signing in works at ${publicUrl} only. Open the portal there.`,
  showPassword: "Show password",
  hidePassword: "Hide password",
  demo: {
    title: "Demo accounts",
    before:
      "An administrator and a developer are ready. Their addresses and passwords were printed in the terminal at start and stand in",
    file: "demo.json",
    after: "in the data folder (DATA_DIR, ./data unless set).",
  },
  noAdmin: {
    title: "This portal has no administrator yet",
    description:
      "Open the set-up link that was printed in the terminal at start, or start Gatehouse with ADMIN_EMAIL and ADMIN_PASSWORD.",
  },
  setup: {
    title: "Set up Gatehouse",
    description: "Create the account of the first administrator. This link then stops working.",
    name: "Name",
    email: "Email",
    password: "Password",
    passwordHint: "At least 12 characters. A few unrelated words are strong and easy to remember.",
    submit: "Create account",
    failed: "The account could not be created. Try again.",
    invalid: "This set-up link is not valid",
    invalidDescription:
      "Open the one that Gatehouse printed in the terminal when it started last. Starting it again prints a new one.",
  },
};
