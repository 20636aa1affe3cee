"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { dialogClass, overlayClass } from "./overlay-class";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The buttons, the primary one last. */
  footer?: ReactNode;
  size?: "md" | "lg";
  children?: ReactNode;
}

/** A window over the page, for one thing that cannot be done beside it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "md",
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          className={cx(dialogClass, size === "lg" ? "max-w-2xl" : "max-w-md")}
        >
          <DialogHead title={title} description={description} />
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>}
          {footer !== undefined && <DialogFoot>{footer}</DialogFoot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The side sheet: the same as a dialog, standing at the right edge over the whole height. */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "md",
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          className={cx(
            "fixed inset-y-0 right-0 z-50 flex w-full flex-col border-l bg-surface shadow-overlay",
            size === "lg" ? "max-w-2xl" : "max-w-md",
          )}
        >
          <DialogHead title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && <DialogFoot>{footer}</DialogFoot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function DialogHead({ title, description }: Pick<DialogProps, "title" | "description">) {
  return (
    <div className="flex items-start gap-4 p-5 pb-4">
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-semibold text-heading">{title}</Radix.Title>
        {description !== undefined && (
          <Radix.Description className="mt-1 text-muted text-sm">{description}</Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton name={uiMessages.close} size="sm" className="-mt-0.5 -mr-1">
          <X aria-hidden="true" />
        </IconButton>
      </Radix.Close>
    </div>
  );
}

function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{children}</div>;
}
