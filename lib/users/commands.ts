/** Every change of an account: permission, state, transaction with audit. */
export { changePassword, endSessions, renameUser } from "./account-commands";
export { deleteOwnAccount } from "./delete-commands";
export { createFirstAdmin, ensureFirstAdmin, setUp } from "./first-admin-commands";
export { acceptInvitation, requestReset, resetByLink } from "./reset";
export { type SignedIn, signInWithPassword } from "./sign-in";
export { confirmEmail, requestConfirmation, signUp } from "./sign-up";
