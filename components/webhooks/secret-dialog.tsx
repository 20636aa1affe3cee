"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyDisplay } from "@/components/ui/key-display";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";

/** Shows a webhook's secret, at the one time that it is known. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.secretTitle}
      footer={
        <Button variant="primary" onClick={onClose}>
          {text.secretDone}
        </Button>
      }
    >
      <div className="space-y-4">
        <Alert tone="warning" announce={false}>
          {text.secretOnce}
        </Alert>
        <KeyDisplay label={text.secretLabel} masked="whsec_••••••••••••" value={secret} />
      </div>
    </Dialog>
  );
}
