"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { callApi } from "@/lib/http/api-client";
import { profileMessages } from "@/lib/messages/en/profile";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog),
);

const texts = profileMessages.sessions;

/** Signs the account out everywhere, this browser included, after asking once. */
export function EndSessionsButton() {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);

  async function endSessions() {
    await callApi("/api/profile/sessions", { method: "DELETE" });
    window.location.assign("/sign-in");
  }

  return (
    <>
      <Button
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        {texts.action}
      </Button>
      {asked && (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title={texts.question}
          consequence={texts.consequence}
          confirmLabel={texts.action}
          onConfirm={endSessions}
        />
      )}
    </>
  );
}
