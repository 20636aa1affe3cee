"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import { NamedValueDialog } from "./named-value-dialog";

export function AddNamedValue() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {text.add}
      </Button>
      {open && <NamedValueDialog row={null} onClose={() => setOpen(false)} />}
    </>
  );
}
