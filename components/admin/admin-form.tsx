"use client";

import type { FormEvent, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { useIsLive } from "@/components/ui/use-is-live";

interface AdminFormProps {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  className?: string;
  children: ReactNode;
}

/** A form of the console. It takes nothing before the page's script runs, because that would be lost. */
export function AdminForm({ onSubmit, className, children }: AdminFormProps) {
  const live = useIsLive();
  return (
    <form method="post" onSubmit={onSubmit} noValidate>
      <fieldset disabled={!live} className={cx("min-w-0 space-y-5", className)}>
        {children}
      </fieldset>
    </form>
  );
}
