"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RotationStep } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { describeStored, type StoredCredential } from "./credential-fields";
import { FormSection } from "./form-section";
import { RotationDialog } from "./rotation-dialog";
import { RotationStepDialog } from "./rotation-step-dialog";

const text = adminMessages.rotation;

interface CredentialRotationProps {
  apiId: string;
  backendId: string;
  present: StoredCredential;
  next: (StoredCredential & { from: string | null }) | null;
  /** When the page was drawn, ms. */
  nowMs: number;
}

/** Replaces a backend's credential while both are good. */
export function CredentialRotation({ apiId, backendId, present, next, nowMs }: CredentialRotationProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<RotationStep | "store" | null>(null);
  const path = `/api/apis/${apiId}/backends/${backendId}/rotation`;
  const isSwitched = next?.from != null && Date.parse(next.from) <= nowMs;
  const close = () => setAsked(null);

  return (
    <div className="mt-5 max-w-3xl">
      <FormSection title={text.title} description={text.hint}>
        {next !== null && (
          <DescriptionList
            items={[
              {
                term: text.present,
                detail: <State credential={present} isInUse={!isSwitched} from={null} />,
              },
              { term: text.next, detail: <State credential={next} isInUse={isSwitched} from={next.from} /> },
            ]}
          />
        )}
        <div className="flex flex-wrap gap-2">
          {next === null && <Button onClick={() => setAsked("store")}>{text.store}</Button>}
          {next !== null && !isSwitched && <Button onClick={() => setAsked("switch")}>{text.switch}</Button>}
          {next !== null && isSwitched && <Button onClick={() => setAsked("finish")}>{text.finish}</Button>}
          {next !== null && (
            <Button variant="ghost" onClick={() => setAsked("cancel")}>
              {text.cancel}
            </Button>
          )}
        </div>
      </FormSection>
      {asked === "store" && (
        <RotationDialog path={path} present={present} onClose={close} onDone={() => router.refresh()} />
      )}
      {asked !== null && asked !== "store" && <RotationStepDialog path={path} step={asked} onClose={close} />}
    </div>
  );
}

interface StateProps {
  credential: StoredCredential;
  isInUse: boolean;
  from: string | null;
}

function State({ credential, isInUse, from }: StateProps) {
  const { expiresAt } = credential;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {describeStored(credential)}
      {isInUse && <Badge tone="success">{text.inUse}</Badge>}
      {!isInUse && from !== null && (
        <span className="text-muted">
          {text.usedFrom} <RelativeTime time={from} />
        </span>
      )}
      {expiresAt !== null && (
        <span className="text-muted">
          {text.ends} <RelativeTime time={expiresAt} />
        </span>
      )}
    </span>
  );
}
