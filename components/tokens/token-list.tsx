"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { tokenMessages as text } from "@/lib/messages/en/tokens";
import type { AccessToken } from "@/lib/tokens/schema";

const CreateTokenDialog = dynamic(() =>
  import("./create-token-dialog").then((module) => module.CreateTokenDialog),
);
const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog),
);

/** An administrator's access tokens: make one, see when each was last used, revoke it. */
export function TokenList({ tokens }: { tokens: readonly AccessToken[] }) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<AccessToken | null>(null);

  async function revoke({ id, name }: AccessToken) {
    await callApi(`/api/profile/tokens/${id}`, { method: "DELETE" });
    toast.success(text.revoked(name));
    router.refresh();
  }

  return (
    <div className="space-y-4">
      {tokens.length === 0 ? (
        <p className="text-muted text-sm">{text.none}</p>
      ) : (
        <ul aria-label={text.title} className="divide-y rounded-lg border">
          {tokens.map((token) => (
            <TokenItem key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={() => setCreating(true)}>{text.create}</Button>
        <TextLink href="/automation">{text.documentation}</TextLink>
      </div>
      {creating && (
        <CreateTokenDialog onClose={() => setCreating(false)} onCreated={() => router.refresh()} />
      )}
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={() => setRevoking(null)}
          title={text.revokeQuestion(revoking.name)}
          consequence={text.revokeConsequence}
          confirmLabel={text.revoke}
          onConfirm={() => revoke(revoking)}
        />
      )}
    </div>
  );
}

function TokenItem({ token, onRevoke }: { token: AccessToken; onRevoke: () => void }) {
  const { name, masked, scope, expiresAtMs, lastUsedAtMs } = token;
  const isExpired = expiresAtMs <= Date.now();
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 p-3 text-sm">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="break-words font-medium">{name}</span>
          <Badge>{text.scopes[scope].label}</Badge>
          {isExpired && <Badge tone="danger">{text.expired}</Badge>}
        </p>
        <code className="break-all text-code text-muted">{masked}</code>
        <p className="text-muted text-xs">
          {text.expires} <RelativeTime time={expiresAtMs} /> · {text.lastUsed}{" "}
          {lastUsedAtMs === null ? text.never : <RelativeTime time={lastUsedAtMs} />}
        </p>
      </div>
      <Button size="sm" aria-label={text.revokeNamed(name)} onClick={onRevoke}>
        {text.revoke}
      </Button>
    </li>
  );
}
