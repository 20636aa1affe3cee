"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ProviderButton } from "@/lib/identities/schema";
import { authMessages } from "@/lib/messages/en/auth";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { goToProvider } from "./go-to-provider";

interface ProviderButtonsProps {
  providers: readonly ProviderButton[];
  /** A path of our own to go to afterwards. */
  callbackPath: string;
  /** Both lead the same way: who is new there gets an account, where the sign-up rules let them. */
  purpose: "signInWith" | "signUpWith";
}

/** The ways in with an account from elsewhere. */
export function ProviderButtons({ providers, callbackPath, purpose }: ProviderButtonsProps) {
  const [pending, setPending] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  async function go(id: string) {
    setPending(id);
    setFailed(false);
    try {
      await goToProvider(id, callbackPath);
    } catch {
      setFailed(true);
      setPending(null);
    }
  }

  return (
    <div className="mt-5 space-y-3">
      <div className="flex items-center gap-3 text-muted text-xs">
        <span className="h-px flex-1 bg-border" />
        {text.or}
        <span className="h-px flex-1 bg-border" />
      </div>
      {failed && <Alert tone="danger">{authMessages.unreachable}</Alert>}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="lg"
          className="h-auto! min-h-11 w-full whitespace-normal! py-2"
          pending={pending === id}
          onClick={() => go(id)}
        >
          {text[purpose](name)}
        </Button>
      ))}
    </div>
  );
}
