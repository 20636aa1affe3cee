"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { ProviderDialog } from "./provider-dialog";

export function AddProvider({ publicUrl }: { publicUrl: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {text.add}
      </Button>
      {open && <ProviderDialog row={null} publicUrl={publicUrl} onClose={() => setOpen(false)} />}
    </>
  );
}
