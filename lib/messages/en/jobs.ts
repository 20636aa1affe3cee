import { plural } from "@/lib/messages/plural";

/** Words about batch jobs in the console, and from its route. */
export const jobMessages = {
  next: "Go on with this job",
  othersJob:
    "A job answers to the subscription that submitted it and to no other. If this job is another subscription's, choose that one.",

  results: "Results of the job",
  open: "Download",
  openOf: (name: string) => `Download ${name}`,
  validity: "Whoever has the link can read the blob, for as long as its token lasts (a day, as a rule).",
  loading: "Reading the first rows",
  again: "Try again",
  tableOf: (name: string) => `The beginning of ${name}`,
  firstRows: (count: number) => `The first ${plural("en", count, { one: "# row", other: "# rows" })}`,
  allRows: (count: number) => plural("en", count, { one: "# row", other: "# rows" }),
  noPreview: "A preview is shown of CSV and TSV results in a storage that this portal may read.",
  ticketGone: "This result can no longer be opened. Ask for the job's status again.",
  busy: "Many results are being read at this moment. Try again.",
  unreadable:
    "The result could not be read as a table. Its token may have expired: ask for the job's status again.",

  language: "Language of the whole job",
  sampleOf: (language: string) => `The whole job in ${language}`,
  sampleNote: (variables: readonly string[]) =>
    `Uploads a table, submits and starts the job, follows it, prints the result and deletes the job. Set ${variables.join(" and ")} first.`,
};
