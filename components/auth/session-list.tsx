"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { sessionMessages as text } from "@/lib/messages/en/sessions";
import type { BrowserSession } from "@/lib/sessions/schema";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog),
);

/** What is asked before it is done. */
interface Ending {
  question: string;
  consequence: string;
  label: string;
  end: () => Promise<void>;
}

interface SessionListProps {
  sessions: readonly BrowserSession[];
  /** The route that ends them all; one of them has its id after it. */
  path: string;
  /** Of an administrator's view: whose they are. */
  ownerName?: string;
}

/** The browsers that somebody is signed in with; each can be signed out, and all of them. */
export function SessionList({ sessions, path, ownerName }: SessionListProps) {
  const router = useRouter();
  const [ending, setEnding] = useState<Ending | null>(null);

  async function end(address: string, done: string) {
    await callApi(address, { method: "DELETE" });
    toast.success(done);
    router.refresh();
  }

  const endOne = ({ id, agent }: BrowserSession): Ending => ({
    question: text.questions.one(agent),
    consequence: text.consequences.one,
    label: text.end,
    end: () => end(`${path}/${id}`, text.ended(agent)),
  });
  const endOthers: Ending = {
    question: text.questions.others,
    consequence: text.consequences.others,
    label: text.endOthers,
    end: () => end(`${path}?keep=this`, text.othersEnded),
  };
  const endAll: Ending = {
    question: text.questions.all,
    consequence: text.consequences.all,
    label: text.endAll,
    async end() {
      await callApi(path, { method: "DELETE" });
      window.location.assign("/sign-in");
    },
  };
  const ofOther = ownerName === undefined ? null : text.allOf(ownerName);
  const everywhere: Ending = ofOther
    ? { ...ofOther, label: text.endAll, end: () => end(path, ofOther.done) }
    : endAll;

  return (
    <div className="space-y-4">
      <ul aria-label={ofOther ? text.titleOf : text.title} className="divide-y rounded-lg border">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => setEnding(endOne(session))} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {!ofOther && sessions.length > 1 && (
          <Button onClick={() => setEnding(endOthers)}>{text.endOthers}</Button>
        )}
        <Button onClick={() => setEnding(everywhere)}>{text.endAll}</Button>
      </div>
      {ending && (
        <ConfirmDialog
          open
          onOpenChange={() => setEnding(null)}
          title={ending.question}
          consequence={ending.consequence}
          confirmLabel={ending.label}
          onConfirm={ending.end}
        />
      )}
    </div>
  );
}

function SessionItem({ session, onEnd }: { session: BrowserSession; onEnd: () => void }) {
  const { agent, address, signedInAtMs, lastUsedAtMs, isThis } = session;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 p-3 text-sm">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{agent}</span>
          {isThis && <Badge tone="accent">{text.here}</Badge>}
        </p>
        <p className="break-words text-muted text-xs">
          {text.lastUsed} <RelativeTime time={lastUsedAtMs} /> {address !== null && text.from(address)} ·{" "}
          {text.since} <RelativeTime time={signedInAtMs} />
        </p>
      </div>
      {!isThis && (
        <Button size="sm" aria-label={text.endNamed(agent)} onClick={onEnd}>
          {text.end}
        </Button>
      )}
    </li>
  );
}
