import type { Actor } from "@/lib/audit/commands";
import { env } from "@/lib/env";
import { signUpSettingsMessages as text } from "@/lib/messages/en/sign-up-settings";
import { changeSetting, readSetting, type SettingsViewer } from "@/lib/settings/store";
import { type SignUpSettings, storedSignUpSettings } from "./sign-up-schema";

export const signUpKey = "sign-up";

/** Where nobody has said who may sign up: everybody in a demo, else nobody. */
export const signUpSchema = () => storedSignUpSettings(env().demo ? "open" : "off");

/** Who may sign up. */
export function getSignUpSettings(): Promise<SignUpSettings> {
  return readSetting(signUpKey, signUpSchema());
}

/** Says who may sign up from now on. @throws AppError not-allowed */
export function setSignUpSettings(
  settler: { viewer: SettingsViewer; actor: Actor },
  value: SignUpSettings,
): Promise<void> {
  return changeSetting(settler, { key: signUpKey, schema: signUpSchema(), value, name: text.title });
}
