"use client";

import { type ReactNode, useState } from "react";
import { uiMessages as text } from "@/lib/messages/en/ui";
import { Alert } from "./alert";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { KeyDisplay } from "./key-display";

interface ShownOnceDialogProps {
  open: boolean;
  title: string;
  description?: string;
  /** That it is shown this once, and what it opens. */
  warning: string;
  /** Each with its name, and what may always be seen of it. */
  secrets: readonly { label: string; masked: string; value: string }[];
  onClose: () => void;
  /** Before the button that says it was copied. */
  further?: ReactNode;
}

/** Shows secrets at the one time that they are known. Closing it by the way is asked about once. */
export function ShownOnceDialog({ warning, secrets, onClose, further, ...dialog }: ShownOnceDialogProps) {
  const [warned, setWarned] = useState(false);

  function closeByTheWay() {
    if (warned) onClose();
    else setWarned(true);
  }

  return (
    <Dialog
      {...dialog}
      onOpenChange={closeByTheWay}
      size="lg"
      footer={
        <>
          {further}
          <Button variant="primary" onClick={onClose}>
            {secrets.length > 1 ? text.copiedThem : text.copiedIt}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Alert tone="warning" announce={false}>
          {warning}
        </Alert>
        {secrets.map(({ label, masked, value }) => (
          <div key={label}>
            <p className="mb-1 font-medium text-sm">{label}</p>
            <KeyDisplay label={label} masked={masked} value={value} />
          </div>
        ))}
        {warned && <Alert tone="danger">{text.closeAnyway}</Alert>}
      </div>
    </Dialog>
  );
}
