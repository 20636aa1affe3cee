/** What the settings of the whole portal say. */
export const settingsMessages = {
  title: "Settings",
  description: "What holds for the whole portal.",
  tabs: "Parts of the settings",
  organisation: {
    title: "Organisation",
    name: "Organisation name",
    nameHint: "Stands at the top of every page and in page titles.",
    email: "Administrator email",
    emailHint: "Where developers write to when they need help. Shown at the foot of the portal's pages.",
    timeZone: "Time zone",
    timeZoneHint: "In which exact times are shown and days end.",
    viewersZone: "Each person's own, as their browser has it",
    saved: "Settings saved",
    nameMissing: "Enter a name that can be seen.",
    nameTooLong: "Use at most 60 characters.",
    unprintable: "Leave out characters that cannot be printed.",
    timeZoneUnknown: "Choose a time zone of the list, such as Europe/Zagreb.",
  },
  adminsOnly: "Only administrators may do this.",
} as const;
