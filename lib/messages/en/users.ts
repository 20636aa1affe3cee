import { plural } from "@/lib/messages/plural";

/** What is said of people's names, addresses and passwords, in forms and in answers. */
export const userMessages = {
  emailNeeded: "Enter an email address, for example ada@example.com.",
  emailTooLong: "Use an address of at most 254 characters.",
  passwordNeeded: "Enter your password.",
  passwordTooShort: "Use at least 12 characters; a few words with spaces are easiest to remember.",
  passwordTooLong: "Use at most 1,000 characters.",
  passwordCommon:
    "This password is among the first that others would try. Choose another, for example four words that have nothing to do with each other.",
  passwordPersonal:
    "This password is made of your name or email address. Choose one that others cannot know, for example four unrelated words.",
  passwordUnchanged: "This is the password you have. Choose a new one.",
  passwordChangedMeanwhile: "The password was changed elsewhere in the meantime. Sign in again.",
  currentPasswordWrong: "This is not your current password. Type it again.",
  emailTaken: "This address is already used by an account. Choose another.",
  nameNeeded: "Enter a name.",
  nameTooLong: "Use at most 100 characters.",
  firstAdminName: "Administrator",
  adminExists: "This portal already has an administrator. Sign in, or ask them for an account.",
  setupLinkInvalid:
    "This set-up link is not valid. Use the one printed when Gatehouse started last, or start it again for a new one.",
  signUpOff: "Nobody can sign up here by themselves. Ask an administrator for an invitation.",
  signUpElsewhere: (domains: string) => `Sign up with an address at ${domains}, or ask an administrator.`,
  notConfirmed: "Confirm your email first, by the link that was mailed to you.",
  confirmPasswordWrong: "This is not the password you chose when you signed up. Type it again.",
  linkInvalid: "This link was used already, or it is too old. Ask for a new one.",
  tooManyMails: (minutes: number) =>
    `Several mails were sent to this address. Ask again in ${plural("en", minutes, { one: "# minute", other: "# minutes" })}.`,
  notPending: "This account is open already: there is nothing to confirm.",
  accountBlocked: "This account is blocked. Ask an administrator to open it again.",
  tooManyAttempts: (minutes: number) =>
    `Too many attempts to sign in. Try again in ${plural("en", minutes, { one: "# minute", other: "# minutes" })}.`,
  tooManyAtOnce: "Many people are signing in right now. Try again in a moment.",
};
