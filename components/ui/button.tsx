import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Spinner } from "./spinner";

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** The act is under way: shows a spinner, keeps the focus, ignores clicks. */
  pending?: boolean;
}

function ignoreClick(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}

/** A button; `type` is "button" unless said otherwise, so that it never submits a form by accident. */
export function Button({
  variant,
  size,
  pending = false,
  className,
  children,
  type = "button",
  ...props
}: ButtonProps) {
  const pendingProps = pending ? { "aria-disabled": true, "aria-busy": true, onClick: ignoreClick } : {};
  return (
    <button type={type} {...props} {...pendingProps} className={buttonClass({ variant, size, className })}>
      {pending && <Spinner />}
      {children}
    </button>
  );
}
