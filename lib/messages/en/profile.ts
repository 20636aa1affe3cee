/** What the profile page says. */
export const profileMessages = {
  title: "Profile",
  save: "Save",
  failed: "The change could not be saved. Try again.",
  account: {
    title: "Account",
    name: "Name",
    nameHint: "How you appear in this portal.",
    email: "Email",
    role: "Role",
    roles: { admin: "Administrator", developer: "Developer" },
    memberSince: "Member since",
    lastSignIn: "Last sign-in",
    saved: "Name saved",
  },
  password: {
    title: "Password",
    description: "Changing it signs you out everywhere else.",
    current: "Current password",
    next: "New password",
    nextHint: "At least 12 characters. A few unrelated words are strong and easy to remember.",
    submit: "Change password",
    changed: "Password changed",
    changedDetail: "You are signed out everywhere else.",
  },
};
