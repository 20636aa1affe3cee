"use client";

import * as Radix from "radix-ui/alert-dialog";
import { type FormEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { Alert } from "./alert";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";
import { dialogClass, overlayClass } from "./overlay-class";
import { useReturnFocus } from "./use-return-focus";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Delete Demo API?" */
  title: string;
  /** What will happen, and to how many. */
  consequence: ReactNode;
  /** The verb and its object: "Delete API". */
  confirmLabel: string;
  cancelLabel?: string;
  /** Only for what cannot be undone: the name that must be typed first. */
  typeToConfirm?: string;
  /** "danger" for what destroys, "primary" for the rest. */
  tone?: "danger" | "primary";
  /** The dialog waits for it, closes when it is done and shows the message of what it throws. */
  onConfirm: () => void | Promise<void>;
}

/** Asks once before an act that takes something away. */
export function ConfirmDialog({ open, onOpenChange, ...props }: ConfirmDialogProps) {
  const nameInput = useRef<HTMLInputElement>(null);
  const { remember, onCloseAutoFocus } = useReturnFocus();

  // Where a name must be typed the cursor waits in its field; elsewhere the focus is on the harmless button.
  function focusNameInput(event: Event) {
    remember();
    if (!nameInput.current) return;
    event.preventDefault();
    nameInput.current.focus();
  }

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          className={`${dialogClass} max-w-md`}
          onOpenAutoFocus={focusNameInput}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <ConfirmForm {...props} nameInput={nameInput} onDone={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmFormProps extends Omit<ConfirmDialogProps, "open" | "onOpenChange"> {
  nameInput: RefObject<HTMLInputElement | null>;
  onDone: () => void;
}

function ConfirmForm({
  title,
  consequence,
  confirmLabel,
  cancelLabel = uiMessages.cancel,
  typeToConfirm,
  tone = "danger",
  onConfirm,
  nameInput,
  onDone,
}: ConfirmFormProps) {
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const blocked = typeToConfirm !== undefined && typed.trim() !== typeToConfirm;

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (blocked || pending) return;
    setPending(true);
    setError(undefined);
    try {
      await onConfirm();
      onDone();
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : uiMessages.somethingWentWrong);
    } finally {
      setPending(false);
    }
  }

  return (
    <form onSubmit={confirm} className="flex min-h-0 flex-col">
      <div className="min-h-0 space-y-4 overflow-y-auto p-5">
        <div>
          <Radix.Title className="font-semibold text-heading">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1 text-muted text-sm">{consequence}</div>
          </Radix.Description>
        </div>
        {typeToConfirm !== undefined && (
          <Field label={uiMessages.typeToConfirm(typeToConfirm)}>
            <Input
              ref={nameInput}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        {error !== undefined && (
          <Alert tone="danger" className="whitespace-pre-line">
            {error}
          </Alert>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
        <Radix.Cancel asChild>
          <Button>{cancelLabel}</Button>
        </Radix.Cancel>
        <Button type="submit" variant={tone} disabled={blocked} pending={pending}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
