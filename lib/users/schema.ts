import { z } from "zod";
import { deletionMessages } from "@/lib/messages/en/deletion";
import { textMessages } from "@/lib/messages/en/text";
import { userMessages } from "@/lib/messages/en/users";
import { storable } from "@/lib/text/schema";

/** RFC 5321 allows no longer address. */
const longestEmail = 254;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: userMessages.emailNeeded }).max(longestEmail, userMessages.emailTooLong));

export const presentPasswordSchema = z
  .string()
  .min(1, userMessages.passwordNeeded)
  .max(1_000, userMessages.passwordTooLong);

/** Its length; whether it is a common one is `findPasswordFault`'s to say. */
export const newPasswordSchema = z
  .string()
  .min(12, userMessages.passwordTooShort)
  .max(1_000, userMessages.passwordTooLong);

const nameSchema = z
  .string()
  .trim()
  .max(100, userMessages.nameTooLong)
  // NUL and halves of surrogate pairs: PostgreSQL can store neither.
  .regex(storable, textMessages.unstorable)
  // Something that can be seen.
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, userMessages.nameNeeded);

export const signInInput = z.strictObject({ email: emailSchema, password: presentPasswordSchema });
export type SignInInput = z.infer<typeof signInInput>;

export const profileInput = z.strictObject({ name: nameSchema });
export type ProfileInput = z.infer<typeof profileInput>;

export const passwordChangeInput = z.strictObject({
  currentPassword: presentPasswordSchema,
  newPassword: newPasswordSchema,
});
export type PasswordChangeInput = z.infer<typeof passwordChangeInput>;

/** Deletes one's own account: by its password, or by its email where it has none. */
export const deletionInput = z.strictObject({
  confirmation: z
    .string()
    .min(1, deletionMessages.confirmationMissing)
    .max(1_000, userMessages.passwordTooLong),
});
export type DeletionInput = z.infer<typeof deletionInput>;

/** The first administrator, as the set-up page asks for it. */
export const firstAdminInput = z.strictObject({
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});
export type FirstAdminInput = z.infer<typeof firstAdminInput>;

export const setupInput = firstAdminInput.extend({ token: z.string().min(1).max(200) });
export type SetupInput = z.infer<typeof setupInput>;

/** The token of a mailed link, as it stands in the link. */
const linkToken = z.string().min(1).max(200);

/** Somebody opens an account for themselves. */
export const signUpInput = z.strictObject(firstAdminInput.shape);
export type SignUpInput = z.infer<typeof signUpInput>;

/** Asks for a mail with a link: a confirmation again, or a password to be reset. */
export const mailRequest = z.strictObject({ email: emailSchema });
export type MailRequest = z.infer<typeof mailRequest>;

/** Confirms an email: by the link that was mailed there, and the password of whoever signed up. */
export const confirmInput = z.strictObject({ token: linkToken, password: presentPasswordSchema });
export type ConfirmInput = z.infer<typeof confirmInput>;

/** Chooses a new password by a mailed link. */
export const resetInput = z.strictObject({ token: linkToken, password: newPasswordSchema });
export type ResetInput = z.infer<typeof resetInput>;

/** Opens the account that somebody was invited to. */
export const acceptInput = resetInput.extend({ name: nameSchema });
export type AcceptInput = z.infer<typeof acceptInput>;
