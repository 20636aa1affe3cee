/** What is said about calls and their numbers. */
export const usageMessages = {
  adminsOnly: "Only administrators may see everybody's calls.",
  missing: "This call is not in the log.",
  log: {
    title: "Calls",
    description: "Every call through the gateway and from the console, refused ones with the reason.",
    search: "Request id, path or address",
    kinds: "Kinds of calls",
    kind: { all: "All", refused: "Refused by the gateway", failed: "Failed (500 and above)" },
    none: "No calls yet",
    noneHint: "Calls through the gateway and from the console show up here within a second or two.",
    noMatch: "No call fits",
    noMatchHint:
      "A call is found by its X-Request-Id, by a part of its path or query, or by the caller's address.",
    showAll: "Show all calls",
    pages: "Pages of calls",
    newest: "Newest",
    older: "Older",
    all: "All calls",
  },
  call: {
    title: "Call",
    when: "When",
    requestId: "Request id",
    call: "Call",
    status: "Status",
    refused: "Refused by the gateway",
    brokeOff: "What went wrong",
    operation: "Operation",
    unmatched: "None matched",
    subscription: "Subscription",
    product: "Product",
    account: "Account",
    nobody: "None",
    address: "Caller's address",
    source: "From",
    duration: "Duration",
    durationOf: (total: string, backend: string | null) =>
      backend === null
        ? `${total}, the web service was not asked`
        : `${total}, of which web service ${backend}`,
    bytes: "Bytes",
    bytesOf: (request: string, response: string) => `${request} request body, ${response} answer`,
    rows: "Rows scored",
    noRows: "Not counted",
  },
} as const;
