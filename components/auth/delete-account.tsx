"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import type { DeleteAccountProps } from "./delete-account-dialog";

const DeleteAccountDialog = dynamic(() =>
  import("./delete-account-dialog").then((module) => module.DeleteAccountDialog),
);

/** The way to delete one's own account: a button, and a dialog that says what that means. */
export function DeleteAccount(props: Omit<DeleteAccountProps, "onClose">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {text.open}
      </Button>
      {open && <DeleteAccountDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
