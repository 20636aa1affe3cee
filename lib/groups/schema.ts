/** Whoever looks at the portal: someone signed in, or a guest. */
export type Viewer = { id: string; role: "admin" | "developer" } | null;

/** The groups of kind "system", by name. Their members follow from role and sign-in and are stored nowhere. */
export const systemGroups = {
  /** Every user whose role is admin. */
  administrators: "Administrators",
  /** Everybody who is signed in. */
  developers: "Developers",
  /** Everybody, signed in or not. */
  guests: "Guests",
} as const;
