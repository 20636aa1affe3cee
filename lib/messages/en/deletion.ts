import { plural } from "@/lib/messages/plural";

const subscriptions = (count: number) =>
  plural("en", count, { one: "# subscription", other: "# subscriptions" });

/** What is said of deleting an account. */
export const deletionMessages = {
  title: "Delete account",
  description: "Ends your access here for good, and removes what is known of you.",
  open: "Delete account",
  question: "Delete your account?",
  lostTitle: "What is lost",
  lost: {
    person: "Your name, email, password, sign-ins, tokens, groups and notification choices.",
    cancelled: (count: number) =>
      `${subscriptions(count)} of your own: cancelled, and the keys refused at once.`,
    teams: (count: number) =>
      `Your place in ${plural("en", count, { one: "# team", other: "# teams" })} of others.`,
  },
  passedTitle: "What others get",
  passed: (name: string, to: string) => `The team subscription ${name} goes to ${to}, keys and all.`,
  passedHint: "To choose somebody else, make them the owner under Subscriptions first.",
  staysTitle: "What stays, without you",
  stays: [
    "How many calls were made, and how they ended; not by whom or from where.",
    "What happened in the audit log, under a number instead of your name.",
  ],
  noReturn: "This cannot be undone.",
  password: "Your password",
  email: (email: string) => `Type ${email} to confirm`,
  confirm: "Delete account",
  cancel: "Cancel",
  failed: "The account could not be deleted. Try again.",
  confirmationMissing: "Fill this in to confirm.",
  emailWrong: "This is not the email of your account. Type it as it stands above.",
  lastAdmin:
    "You are the only administrator who can sign in. Make somebody else an administrator first, then delete your account.",
  goneMeanwhile: "This account was changed or deleted in the meantime. Load the page again.",
  /** What stands in place of a name. */
  nobody: "Deleted account",
  formerSubscription: "Former subscription",
  stateReason: "The account of its owner was deleted.",
} as const;
