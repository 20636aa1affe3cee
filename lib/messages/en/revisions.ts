import { plural } from "@/lib/messages/plural";

const places = (count: number) => plural("en", count, { one: "# place", other: "# places" });

/** What drafts and revisions of an API say. */
export const revisionMessages = {
  title: "Revisions",

  settings: "Settings",
  settingNames: {
    name: "Name",
    summary: "Summary",
    description: "Description",
    suffix: "URL suffix",
    schemes: "URL scheme",
    tags: "Tags",
    requiresSubscription: "Requires a subscription",
    keyHeader: "Key header",
    keyQuery: "Key query parameter",
    acceptsForeignJobs: "Accepts jobs submitted elsewhere",
  },
  apiPolicy: "Policy of the API",
  policy: "Policy",
  operationParts: {
    displayName: "Display name",
    description: "Description",
    method: "HTTP verb",
    urlTemplate: "URL template",
    parameters: "Parameters",
    request: "Request",
    responses: "Responses",
    policy: "Policy",
  },
  order: "Order of the operations",
  yes: "Yes",
  no: "No",
  auditLine: (subject: string, change: string, parts: readonly string[]) =>
    `${subject}: ${change}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`,

  noteMissing: "Say what changes for those who call this API: the note becomes its changelog.",
  draftThere: "This API has a draft already. Publish or discard it first.",
  draftMissing: "This API has no draft. Start one first.",
  revisionMissing: "There is no such revision.",
  liveMoved:
    "The API was changed since the draft began. Take its changes into the draft first, so that what is published is what you have seen.",
  nothingChanged: "The draft is the same as the API: there is nothing to publish.",
  alreadySo: (number: number) => `The API is what revision ${number} was already.`,
  sameCalls: (name: string, other: string) =>
    `“${name}” and “${other}” have the same verb and URL template. Change or delete one of them first.`,
  takesKey: (name: string, key: string) =>
    `“${name}” takes the query parameter ${key}, which carries the subscription key. Rename one of them first.`,
  losesSegment: (name: string, segment: string) =>
    `The policy of “${name}” rewrites its path with {${segment}}, which is no segment of its URL template. Change one of them first.`,
  uncheckable: (name: string, fault: string) =>
    `The policy of “${name}” has bodies checked against a schema that cannot be used: ${fault}. Mend the schema, or switch the check off, first.`,
  notInDraft: "This is not part of a draft: change it at the API itself, where it takes effect at once.",

  draft: "Draft",
  draftOf: (name: string) => `${name} (draft)`,
  noDraft: "No draft",
  noDraftHint:
    "A draft is a copy of the API that you change, test and compare while the API goes on as it is. Publishing it takes one moment, and its note tells developers what is new.",
  startDraft: "Start draft",
  draftStarted: "The draft is ready to be changed",
  openDraft: "Change draft",
  compare: "Compare and publish",
  draftBegan: (number: number) => `Began from revision ${number}`,
  draftNote:
    "You are changing the draft. Nothing here takes effect before it is published; the API answers as before.",
  differences: "What the draft changes",
  differenceCount: (count: number) => `${places(count)} changed`,
  same: "Nothing yet",
  sameHint: "Change the draft's settings, operations or policies; they are listed here.",
  changes: { added: "Added", removed: "Removed", changed: "Changed" },
  beforeOf: (part: string) => `${part} before`,
  afterOf: (part: string) => `${part} after`,
  empty: "(empty)",

  moved: "The API was changed since this draft began",
  movedHint:
    "Take these changes into the draft before you publish it. Where both changed the same thing, the draft's stands.",
  refresh: "Take into the draft",
  refreshed: "The draft has the API's changes now",

  publish: "Publish revision",
  note: "What is new",
  noteHint: "Markdown. Developers read it in the API's changelog.",
  published: (number: number) => `Revision ${number} is published`,

  discard: "Discard draft",
  discardTitle: "Discard the draft?",
  discardConsequence: (count: number) =>
    count === 0
      ? "The draft changes nothing. The API stays as it is."
      : `What it changes in ${places(count)} is lost. The API stays as it is. This cannot be undone.`,
  discarded: "The draft was discarded",

  history: "Published revisions",
  noHistory: "Nothing was published from a draft yet",
  noHistoryHint: "The first draft keeps the API's present state as revision 1.",
  number: "Revision",
  numbered: (number: number) => `Revision ${number}`,
  when: "When",
  who: "Who",
  kept: "Kept before other changes took its place",
  restored: (number: number) => `Revision ${number} again`,
  current: "Live",
  changedSince: "Changed since",
  rollBack: "Roll back to this",
  rollBackHint:
    "The API becomes what it was then, at once, as a new revision. Its web service, credential, products and visibility stay as they are.",
  rollBackNote: (number: number) => `Back to revision ${number}.`,
  rolledBack: (number: number, restored: number) =>
    `Revision ${restored} is live again, as revision ${number}`,
  comparedWithLive: "What rolling back would change",
  sameAsLive: "The API is what this revision was.",

  changelog: "Changelog",
};
