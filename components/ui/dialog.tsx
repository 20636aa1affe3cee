"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { dialogClass, overlayClass } from "./overlay-class";
import { useReturnFocus } from "./use-return-focus";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The buttons, the primary one last. */
  footer?: ReactNode;
  size?: "md" | "lg";
  children?: ReactNode;
}

/**
 * A window over the page, for one thing that cannot be done beside it. A click beside it closes it until something was
 * typed or chosen in it; Escape and its buttons close it always.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "md",
  children,
}: DialogProps) {
  const { remember, onCloseAutoFocus } = useReturnFocus();
  const changed = useRef(false);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            changed.current = false;
            remember();
          }}
          onChange={() => {
            changed.current = true;
          }}
          onInteractOutside={(event) => {
            if (changed.current) event.preventDefault();
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          className={cx(dialogClass, size === "lg" ? "max-w-2xl" : "max-w-md")}
        >
          <div className="py-5 pr-14 pb-4 pl-5">
            <Radix.Title className="font-semibold text-heading">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1 text-muted text-sm">{description}</Radix.Description>
            )}
          </div>
          {children !== undefined && (
            // A form that asks nothing is there for its button alone.
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5 has-[>form:empty]:hidden">
              {children}
            </div>
          )}
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>
          )}
          {/* Last, so that the focus begins with the content. */}
          <Radix.Close asChild>
            <IconButton name={uiMessages.close} size="sm" className="absolute top-4.5 right-4">
              <X aria-hidden="true" />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
