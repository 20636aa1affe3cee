/** What is said of something that two people edit at a time. */
export const editingMessages = {
  changedMeanwhile: (by: string | null) =>
    `${by ?? "Somebody"} changed this after you opened it. Nothing of yours is saved yet.`,
  title: "Changed meanwhile",
  changedAt: "Changed",
  typedStays: "What you typed is still here.",
  /** Where a question was asked about something that is another by now. */
  closeToSee: "Close this to see how it stands now.",
  reload: "Reload (lose mine)",
  saveOver: "Save mine over it",
} as const;
