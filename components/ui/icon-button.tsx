import type { ComponentProps } from "react";
import type { ButtonVariant } from "./button-class";
import { cx } from "./cx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "title"> {
  /** What the button does, in words: its accessible name and its hint on hover. */
  name: string;
  variant?: Exclude<ButtonVariant, "primary">;
  size?: "sm" | "md";
}

const looks = {
  secondary: "border-border-control bg-surface text-text hover:bg-subtle",
  ghost: "border-transparent text-muted hover:bg-subtle hover:text-text",
  danger: "border-transparent text-muted hover:bg-danger-soft hover:text-danger",
};

/** A button with nothing but an icon; `children` is the icon. */
export function IconButton({
  name,
  variant = "ghost",
  size = "md",
  className,
  type = "button",
  children,
  ...props
}: IconButtonProps) {
  return (
    <button
      type={type}
      {...props}
      aria-label={name}
      title={name}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-lg border transition-colors duration-100",
        "disabled:cursor-not-allowed disabled:opacity-60 [&>svg]:size-4",
        size === "sm" ? "size-7" : "size-9",
        looks[variant],
        className,
      )}
    >
      {children}
    </button>
  );
}
