/** What is said of the browsers that somebody is signed in with. */
export const sessionMessages = {
  title: "Where you are signed in",
  description:
    "Each browser that is signed in to your account. Sign out what you no longer use, or do not know.",
  titleOf: "Where they are signed in",
  noneOf: "Nowhere at the moment.",
  agent: (browser: string | null, system: string | null) => {
    if (browser && system) return `${browser} on ${system}`;
    return browser ?? (system ? `A browser on ${system}` : "Unknown browser");
  },
  here: "This device",
  lastUsed: "Last used",
  from: (address: string) => `from ${address}`,
  since: "Signed in",
  end: "Sign out",
  endNamed: (agent: string) => `Sign out ${agent}`,
  ended: (agent: string) => `${agent} is signed out`,
  endOthers: "Sign out all others",
  othersEnded: "Signed out everywhere else",
  endAll: "Sign out everywhere",
  questions: {
    one: (agent: string) => `Sign out ${agent}?`,
    others: "Sign out all other browsers?",
    all: "Sign out everywhere?",
  },
  consequences: {
    one: "That browser must sign in again before it sees anything of the account.",
    others:
      "Every other browser must sign in again. This one stays signed in, and subscription keys keep working.",
    all: "Every browser that is signed in to your account is signed out at once, this one too. Subscription keys keep working.",
  },
  allOf: (name: string) => ({
    question: `Sign ${name} out everywhere?`,
    consequence: "Every browser they are signed in with must sign in again.",
    done: `${name} is signed out everywhere`,
  }),
  missing: "There is no such session. It may have ended already.",
  idInvalid: "This is not an id of Gatehouse.",
} as const;
