/** The page that shows what holds at an operation, and what would become of a call. */
export const effectiveMessages = {
  title: "Effective policy",
  hint: "All scopes together, in the order in which they meet a call. What a narrower scope overrules is struck through.",
  setting: "Setting",
  from: "From",
  nothing: "No policy at any scope holds here",
  nothingHint: "Calls are matched, their key is checked, and they are sent on.",
  scopes: {
    global: () => "All APIs",
    product: (name: string) => `Product ${name}`,
    api: (name: string) => `API ${name}`,
    operation: (name: string) => `Operation ${name}`,
  },
  overruled: "overruled",
  settings: {
    allowedAddresses: (list: string) => `Only from ${list}`,
    deniedAddresses: (list: string) => `Not from ${list}`,
    requiredHeader: (name: string, values: string) =>
      values === "" ? `Header ${name} is required` : `Header ${name} is required: ${values}`,
    corsAllow: (origins: string) => `Cross-origin calls from ${origins}`,
    corsRefuse: "No cross-origin calls",
    token: (issuer: string, audiences: string) => `A token of ${issuer} for ${audiences} is required`,
    rewrite: (path: string) => `The path asked for is ${path}`,
    validateBody: { on: "Bodies are checked against their schema", off: "Bodies are not checked" },
    mock: { on: "Answered by the operation's example", off: "Answered by the web service" },
    cache: {
      on: (seconds: number) =>
        seconds === 0
          ? "Answers are kept where the web service says for how long"
          : `Answers are kept, for ${seconds} s where the web service says nothing`,
      off: "Answers are not kept",
    },
    limit: (words: string) => `At most ${words}`,
    bodyLimit: (bytes: number) => `Body of at most ${bytes.toLocaleString("en")} bytes`,
    change: (place: string, action: string, name: string, value: string) =>
      `${place} ${name}: ${action}${value === "" ? "" : ` ${value}`}`,
    places: { requestHeader: "Request header", query: "Query parameter", answerHeader: "Answer header" },
    actions: { set: "set to", default: "where absent", remove: "removed" },
  },
} as const;

export const dryRunMessages = {
  title: "Dry run",
  hint: "What would happen to this call now? Nothing is counted, recorded or sent.",
  subscription: "Subscription",
  noKey: "Without a key",
  subscriptionOf: (name: string, product: string, owner: string) => `${name} · ${product} · ${owner}`,
  target: "Path and query",
  targetHint: "Below the gateway's address, as a caller would write it.",
  address: "Caller's address",
  headers: "Headers",
  headersHint: "Name: value, one a line. The key is not needed.",
  run: "Try it without sending",
  result: "What would happen",
  failed: "The dry run failed",
  targetInvalid: "Begin with a slash; leave out spaces and characters that a URL cannot hold.",
  headersInvalid: "Write Name: value, one header a line.",
  addressInvalid: "Enter one IPv4 or IPv6 address.",
} as const;
