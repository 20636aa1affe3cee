"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyDisplay } from "@/components/ui/key-display";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import type { MadePassword } from "@/lib/users/govern-schema";

interface PasswordDialogProps {
  made: MadePassword;
  onClose: () => void;
}

/** Shows a password that was made for somebody, at the one time that it is known. */
export function PasswordDialog({ made: { email, password }, onClose }: PasswordDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.passwordTitle(email)}
      footer={
        <Button variant="primary" onClick={onClose}>
          {text.passwordDone}
        </Button>
      }
    >
      <div className="space-y-4">
        <Alert tone="warning" announce={false}>
          {text.passwordOnce}
        </Alert>
        <KeyDisplay label={text.passwordLabel} masked="••••••••••••••••" value={password} />
      </div>
    </Dialog>
  );
}
