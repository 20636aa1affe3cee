"use client";

import type { FormEvent, ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useIsLive } from "@/components/ui/use-is-live";

interface AuthFormProps {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** What is wrong with none of the fields. */
  failure: string | undefined;
  pending: boolean;
  submitLabel: string;
  children: ReactNode;
}

/** The one form of an entrance. */
export function AuthForm({ onSubmit, failure, pending, submitLabel, children }: AuthFormProps) {
  const live = useIsLive();
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="space-y-4">
      {failure && <Alert tone="danger">{failure}</Alert>}
      {children}
      <Button type="submit" variant="primary" size="lg" className="w-full" disabled={!live} pending={pending}>
        {submitLabel}
      </Button>
    </form>
  );
}
