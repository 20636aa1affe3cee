"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { RotationStep } from "@/lib/catalogue/schema";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { editingMessages } from "@/lib/messages/en/editing";
import { useEdit } from "./edited";

const text = adminMessages.rotation;

const questions = {
  switch: [text.switchTitle, text.switchConsequence, text.switch],
  finish: [text.finishTitle, text.finishConsequence, text.finish],
  cancel: [text.cancelTitle, text.cancelConsequence, text.cancel],
} as const;

interface RotationStepDialogProps {
  /** The rotation's route. */
  path: string;
  step: RotationStep;
  onClose: () => void;
}

/** Asks before a step of a rotation, which is taken of the credentials that are shown or not at all. */
export function RotationStepDialog({ path, step, onClose }: RotationStepDialogProps) {
  const router = useRouter();
  const editOf = useEdit();
  const isOutdated = useRef(false);
  const [title, consequence, label] = questions[step];

  async function perform() {
    try {
      await callApi(path, { method: "POST", body: { step }, edit: editOf(false) });
    } catch (error) {
      if (!(error instanceof ApiProblem && error.details.changed)) throw error;
      isOutdated.current = true;
      throw new Error(`${error.message} ${editingMessages.closeToSee}`);
    }
    toast.success(text.done[step], adminMessages.backend.savedHint);
    router.refresh();
  }

  /** What the page shows is read again when its answer has been seen: the page makes its parts anew. */
  function close() {
    onClose();
    if (isOutdated.current) router.refresh();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={close}
      title={title}
      consequence={consequence}
      confirmLabel={label}
      tone={step === "switch" ? "primary" : "danger"}
      onConfirm={perform}
    />
  );
}
