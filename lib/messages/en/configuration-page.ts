import { plural } from "@/lib/messages/plural";

/** The page of the configuration file. */
export const configurationPageMessages = {
  title: "Configuration file",
  description:
    "Products, APIs, operations, policies, groups, named values, identity providers and settings as one YAML file, for version control or another installation. No secret is ever in it.",
  export: "Export",
  exportHint:
    "The same configuration gives the same file on every installation, so that two versions can be compared.",
  download: "Download gatehouse.yaml",
  import: "Import",
  importHint: "You see what would change before anything does. What the file does not name stays as it is.",
  document: "Configuration",
  documentHint: "Paste it, or choose a file of at most 10 MB.",
  documentMissing: "Paste a configuration, or choose its file.",
  file: "Choose a file",
  fileTooLarge: "The file is larger than 10 MB.",
  fileNotText: "The file is not a text in UTF-8.",
  prune: "Remove what is not in the file",
  pruneHint: "In the sections that the file has. Products in use are never removed.",
  compare: "Show what would change",
  compareAgain: "Compare again",
  refused: "The file cannot be applied",
  changes: "What would change",
  none: "Nothing: everything is as the file says.",
  unchanged: (count: number) =>
    plural("en", count, { one: "# thing is as in the file.", other: "# things are as in the file." }),
  kept: (count: number) =>
    plural("en", count, {
      one: "# thing is not in the file and stays",
      other: "# things are not in the file and stay",
    }),
  toSet: "Enter these afterwards",
  kinds: { added: "Added", changed: "Changed", removed: "Removed" },
  empty: "empty",
  absent: "none",
  from: "from",
  to: "to",
  apply: "Apply",
  applyTitle: "Apply this configuration?",
  consequence: (counts: Record<"added" | "changed" | "removed", number>) =>
    `${counts.added} added, ${counts.changed} changed, ${counts.removed} removed, all together or not at all. Gateways follow within a second.`,
  removedForGood: "What is removed cannot be brought back but by its own file.",
  cancel: "Cancel",
  applied: "Configuration applied",
  more: (count: number) => `and ${count} more`,
} as const;
