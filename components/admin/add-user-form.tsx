"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { type MadePassword, madePassword, newUserInput } from "@/lib/users/govern-schema";
import { AdminForm } from "./admin-form";
import { PasswordDialog } from "./password-dialog";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";
import { UserFields } from "./user-fields";

/** Adds an account and shows the password that was made for it. */
export function AddUserForm() {
  const router = useRouter();
  const [made, setMade] = useState<MadePassword | null>(null);
  const form = useForm<z.input<typeof newUserInput>, unknown, z.output<typeof newUserInput>>({
    resolver: zodResolver(newUserInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { name: "", email: "", role: "developer" },
  });
  const { isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (input) => {
    const user = await callApi("/api/users", { method: "POST", body: input, schema: madePassword });
    form.reset(form.getValues());
    setMade(user);
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <UserFields form={form} />
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} cancelHref="/admin/users" />
      {made && (
        <PasswordDialog
          made={made}
          onClose={() => {
            router.push("/admin/users");
            router.refresh();
          }}
        />
      )}
    </AdminForm>
  );
}
