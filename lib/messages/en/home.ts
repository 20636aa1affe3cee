import { plural } from "@/lib/messages/plural";

/** What the portal's start page says. */
export const homeMessages = {
  title: "Machine-learning web services, ready to call",
  description:
    "Find an operation, try it in the browser with your own values, and take the code that calls it from your program.",
  searchLabel: "Search APIs and operations",
  searchButton: "Search",
  featured: "Featured APIs",
  newest: "APIs",
  allApis: (count: number) => plural("en", count, { one: "See the API", other: "See all # APIs" }),
  stepsTitle: "Start in three steps",
  steps: {
    find: {
      title: "Find an operation",
      text: "Look through the APIs or search for what you want to do.",
      link: "Browse the APIs",
    },
    try: {
      title: "Try it",
      text: "Every operation has its console beside its documentation. Change the values and send.",
      link: (operation: string) => `Try ${operation}`,
      linkWithout: "Choose an operation",
    },
    call: {
      title: "Call it from your code",
      text: "Subscribe to a product, copy your key, and paste a sample that runs.",
      link: "Choose a product",
      linkWithKeys: "See your keys",
    },
  },
} as const;
