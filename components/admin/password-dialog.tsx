"use client";

import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import type { MadePassword } from "@/lib/users/govern-schema";

interface PasswordDialogProps {
  made: MadePassword;
  onClose: () => void;
}

/** Shows a password that was made for somebody, at the one time that it is known. */
export function PasswordDialog({ made: { email, password }, onClose }: PasswordDialogProps) {
  return (
    <ShownOnceDialog
      open
      title={text.passwordTitle(email)}
      warning={text.passwordOnce}
      secrets={[{ label: text.passwordLabel, masked: "••••••••••••••••", value: password }]}
      onClose={onClose}
    />
  );
}
