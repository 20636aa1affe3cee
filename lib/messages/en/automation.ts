import { plural } from "@/lib/messages/plural";

/** What the page of the JSON API says. */
export const automationMessages = {
  title: "Automation",
  description:
    "Everything the admin console does can be scripted over the JSON API. Make an access token in your profile and send it in the header Authorization, after the word Bearer.",
  profile: "Your access tokens",
  document: "OpenAPI document",
  start: "To start",
  count: (count: number) => plural("en", count, { one: "# operation", other: "# operations" }),
  /** What operations are about, from the first part of their paths. */
  kind: (tag: string) =>
    tag === "apis" ? "APIs" : `${tag.charAt(0).toUpperCase()}${tag.slice(1).replaceAll("-", " ")}`,
  access: { public: "Everybody", "signed-in": "Anybody signed in", admin: "Administrators" },
  token: { read: "Token: read", write: "Token: write" },
  sessionOnly: "No tokens",
  parameters: "Parameters",
  body: "Body",
  answer: (status: number) => `Answer ${status}`,
  example: "curl",
} as const;
