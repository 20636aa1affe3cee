/** What is said about calls and their numbers. */
export const usageMessages = {
  adminsOnly: "Only administrators may see everybody's calls.",
} as const;
