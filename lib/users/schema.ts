import { z } from "zod";

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: "Enter an email address, for example ada@example.com." }));

export const signInInput = z.strictObject({
  email: emailSchema,
  password: z.string().min(1, "Enter your password.").max(1_000, "Use at most 1,000 characters."),
});
export type SignInInput = z.infer<typeof signInInput>;
