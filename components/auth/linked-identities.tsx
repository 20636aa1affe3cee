"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import type { LinkedIdentity, ProviderButton } from "@/lib/identities/schema";
import { identityMessages } from "@/lib/messages/en/identities";
import { goToProvider } from "./go-to-provider";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog),
);

const LinkIdentityDialog = dynamic(() =>
  import("./link-identity-dialog").then((module) => module.LinkIdentityDialog),
);

const text = identityMessages.own;

interface LinkedIdentitiesProps {
  identities: readonly LinkedIdentity[];
  /** Those that can be linked besides. */
  providers: readonly ProviderButton[];
  email: string;
  /** It is asked for before another identity is linked. */
  hasPassword: boolean;
}

/** The accounts from elsewhere that somebody signs in with; each can be unlinked, others linked. */
export function LinkedIdentities({ identities, providers, email, hasPassword }: LinkedIdentitiesProps) {
  const router = useRouter();
  const [unlinking, setUnlinking] = useState<LinkedIdentity | null>(null);
  const [linking, setLinking] = useState<ProviderButton | null>(null);
  const [pending, setPending] = useState<string | null>(null);

  async function link(providerId: string, currentPassword?: string) {
    await callApi("/api/profile/identities", { method: "POST", body: { providerId, currentPassword } });
    await goToProvider(providerId, "/profile");
  }

  async function startLinking(provider: ProviderButton) {
    if (hasPassword) return setLinking(provider);
    setPending(provider.id);
    try {
      await link(provider.id);
    } catch {
      toast.error(text.started);
      setPending(null);
    }
  }

  async function unlink({ providerId, providerName }: LinkedIdentity) {
    await callApi(`/api/profile/identities/${providerId}`, { method: "DELETE" });
    toast.success(text.unlinked(providerName));
    router.refresh();
  }

  return (
    <div className="space-y-4">
      {identities.length === 0 ? (
        <p className="text-muted text-sm">{text.none}</p>
      ) : (
        <ul aria-label={text.title} className="divide-y rounded-lg border">
          {identities.map((identity) => (
            <IdentityItem
              key={identity.providerId}
              identity={identity}
              onUnlink={() => setUnlinking(identity)}
            />
          ))}
        </ul>
      )}
      {providers.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {providers.map((provider) => (
            <Button
              key={provider.id}
              pending={pending === provider.id}
              onClick={() => startLinking(provider)}
            >
              {text.link(provider.name)}
            </Button>
          ))}
        </div>
      )}
      {linking && (
        <LinkIdentityDialog
          provider={linking}
          email={email}
          onLink={(currentPassword) => link(linking.id, currentPassword)}
          onClose={() => setLinking(null)}
        />
      )}
      {unlinking && (
        <ConfirmDialog
          open
          onOpenChange={() => setUnlinking(null)}
          title={text.unlinkQuestion(unlinking.providerName)}
          consequence={text.unlinkConsequence}
          confirmLabel={text.unlink}
          onConfirm={() => unlink(unlinking)}
        />
      )}
    </div>
  );
}

function IdentityItem({ identity, onUnlink }: { identity: LinkedIdentity; onUnlink: () => void }) {
  const { providerName, label, linkedAtMs, lastUsedAtMs } = identity;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 p-3 text-sm">
      <div className="min-w-0 space-y-1">
        <p className="break-words">
          <span className="font-medium">{providerName}</span> {label}
        </p>
        <p className="text-muted text-xs">
          {text.since} <RelativeTime time={linkedAtMs} />
          {lastUsedAtMs !== null && (
            <>
              {" "}
              · {text.lastUsed} <RelativeTime time={lastUsedAtMs} />
            </>
          )}
        </p>
      </div>
      <Button size="sm" aria-label={text.unlinkNamed(providerName)} onClick={onUnlink}>
        {text.unlink}
      </Button>
    </li>
  );
}
