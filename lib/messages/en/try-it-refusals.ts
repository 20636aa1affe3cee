interface Counted {
  used: string;
  limit: string;
  measure: string;
  owner: string;
}

/** How the console explains that the gateway refused a call, and what helps. */
export const refusalMessages = {
  countedRate: ({ used, limit, measure, owner }: Counted, period: string) =>
    `${used} of ${limit} ${measure} in ${period} are used up (${owner}).`,
  countedQuota: ({ used, limit, measure, owner }: Counted, period: string) =>
    `${used} of ${limit} ${measure} per ${period} are used up (${owner}).`,
  countedForEver: ({ used, limit, measure, owner }: Counted) =>
    `All ${used} of ${limit} ${measure} are used up (${owner}), and there are no more.`,
  countedAtOnce: ({ limit, owner }: Counted) =>
    `As many calls as may be at once are under way already: ${limit} (${owner}).`,
  measures: { calls: "calls", bytes: "of traffic", rows: "rows" },
  owners: {
    global: () => "all APIs",
    product: (name: string) => `product ${name}`,
    api: (name: string) => `API ${name}`,
    operation: (name: string) => `operation ${name}`,
  },
  sendAgainIn: (time: string) => `A call may be sent again in ${time}.`,
  sendAgainNow: "A call may be sent again now.",
  resetsIn: (time: string, at: string) => `It starts again in ${time}, at ${at}.`,
  askForMore: "For more, ask the administrator, or take another product.",
  missingKey: "No subscription key was sent. Choose a subscription, or paste a key.",
  signInFirst: "Sign in to call with your own subscription, or paste a key.",
  subscribeFirst: "Subscribe to a product that opens this API to get a key.",
  invalidKey: "The key is unknown, or its subscription is not active.",
  invalidBecause: (reason: string) => `The reason: ${reason}.`,
  notInProduct: "The subscription's product does not open this API. One of these does:",
  userBlocked: "The account of this subscription is blocked. Ask the administrator.",
  backend: {
    "backend-name":
      "Its host name is not known (name lookup failed). The publisher has to check the web service URL.",
    "backend-refused": "Nothing accepts connections at its address (connect failed). It may be down.",
    "backend-connect-timeout":
      "Its address did not answer (connect timed out). It may be down, or a firewall may be in between.",
    "backend-tls":
      "No secure connection came about (TLS failed): its certificate may be out of date or for another name.",
    "backend-headers-timeout": "It took the call and did not answer in time. It may still be working on it.",
    "backend-reset": "It took the connection and closed it before it answered.",
    "backend-answer": "What it answered is not valid HTTP.",
    "backend-address":
      "Its address is not one that this gateway may connect to. The operator has to allow it.",
    "backend-busy": "Too many calls are waiting for it. Send it again in a moment.",
  } as Record<string, string>,
  reason: (reason: string) => `More: ${reason}.`,
  signIn: "Sign in",
  subscribeTo: (product: string) => `Subscribe to ${product}`,
  mySubscriptions: "Your subscriptions",
};
