/** What versions of an API and their deprecation say. */
export const versionMessages = {
  title: "Versions",

  setInvalid: "Use lower-case letters, digits and single hyphens, for example price-regression.",
  versionMissing: "Name this version, for example v1.",
  versionInvalid:
    "Begin with a letter or digit, then letters, digits, dots, hyphens and underscores, as in v2.",
  setMissing: "Say which set this version belongs to, or leave the version empty.",
  versionTaken: (version: string, api: string) =>
    `${api} is ${version} of this set already. Choose another name for the version.`,
  versionTakenJustNow: "Another API has just become this version. Choose another name for the version.",
  namedAlready: (version: string) => `This API is ${version} already. Change that below, under “This API”.`,
  dayInvalid: "Choose a day.",
  deprecationMissing: "Say as of when the API is deprecated, or leave its end and the note empty.",
  sunsetEarly: "The end cannot come before the day of the deprecation.",

  list: "Versions of this API",
  none: "No versions yet",
  noneHint:
    "Add one below: it begins as a hidden copy of this API in the same products, is changed at leisure and published when it is ready.",
  version: "Version",
  api: "API",
  suffix: "URL suffix",
  state: "State",
  thisOne: "this one",
  published: "Published",
  hidden: "Hidden",
  deprecated: "Deprecated",
  ends: (day: string) => `ends on ${day}`,
  inCatalogue: "in the catalogue",
  leave: "Leave the set",
  leaveTitle: (name: string) => `Take ${name} out of its set?`,
  leaveConsequence: (version: string) =>
    `It stays as it is, at its own suffix, and stands in the catalogue by itself again. Its name as a version, ${version}, is given up.`,
  left: (name: string) => `${name} stands by itself`,

  settings: "This API",
  set: "Version set",
  setHint: "APIs with the same key are versions of one API. Empty: no versions.",
  versionHint:
    "For example v1 or 2026-11. The catalogue shows the highest that is published and not deprecated.",
  deprecatedOn: "Deprecated as of",
  deprecatedOnHint: "Empty: not deprecated. Calls are answered as before.",
  sunsetOn: "Ends on",
  sunsetOnHint: "Developers are told of this day; hide the API when it has come.",
  note: "Note for developers",
  noteHint: "Markdown: what to use instead, and what is different there.",
  saved: "Version and deprecation were saved",

  add: "Add version",
  addHint:
    "Makes a hidden copy with the same settings, operations, policies and products. Its backend has the same address, without the credential.",
  current: "This API's version",
  next: "New version",
  added: (name: string) => `${name} was made, hidden`,
} as const;
