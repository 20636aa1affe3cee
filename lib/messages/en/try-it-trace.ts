/** The console's view of what the gateway did with a call. */
export const traceMessages = {
  title: "Trace of the call",
  step: "Step",
  verdict: "Verdict",
  at: "After",
} as const;
