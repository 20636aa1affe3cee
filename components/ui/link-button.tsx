import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

/** A link that looks like a button: for going somewhere, not for doing something. */
export function LinkButton({
  variant,
  size,
  className,
  ...props
}: Omit<ComponentProps<typeof Link>, "className"> & ButtonLook) {
  return <Link {...props} className={buttonClass({ variant, size, className })} />;
}
