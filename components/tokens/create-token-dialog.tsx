"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { tokenMessages as text } from "@/lib/messages/en/tokens";
import {
  type MadeToken,
  madeToken,
  type TokenInput,
  tokenInput,
  tokenLifetimes,
  tokenScopes,
} from "@/lib/tokens/schema";

interface CreateTokenDialogProps {
  onClose: () => void;
  onCreated: () => void;
}

/** Asks what a token is for, may do and how long, and shows it this once. */
export function CreateTokenDialog({ onClose, onCreated }: CreateTokenDialogProps) {
  const [made, setMade] = useState<MadeToken | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { register, control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(tokenInput),
    mode: "onTouched",
    defaultValues: { name: "", scope: "read" as const, expiresInDays: 30 as const },
  });

  async function create(body: TokenInput) {
    setFailure(null);
    try {
      setMade(await callApi("/api/profile/tokens", { method: "POST", body, schema: madeToken }));
      onCreated();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const [field] = error.details.errors;
      if (field?.field === "name") setError("name", { message: field.message });
      else setFailure(error.message);
    }
  }

  if (made) {
    return (
      <ShownOnceDialog
        open
        title={text.tokenTitle(made.name)}
        warning={text.shownOnce}
        secrets={[{ label: text.token, masked: made.masked, value: made.value }]}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.createTitle}
      footer={
        <Button type="submit" form="create-token" variant="primary" pending={formState.isSubmitting}>
          {text.create}
        </Button>
      }
    >
      <form id="create-token" noValidate className="space-y-4" onSubmit={handleSubmit(create)}>
        {failure !== null && <Alert tone="danger">{failure}</Alert>}
        <Field label={text.name} hint={text.nameHint} required {...errorOf(formState.errors.name)}>
          <Input autoComplete="off" {...register("name")} />
        </Field>
        <RadioGroup
          legend={text.scope}
          options={tokenScopes.map((value) => ({ value, ...text.scopes[value] }))}
          {...register("scope")}
        />
        <Controller
          control={control}
          name="expiresInDays"
          render={({ field }) => (
            <Field label={text.expiresIn}>
              <Select
                value={String(field.value)}
                onChange={(event) => field.onChange(Number(event.target.value))}
                options={tokenLifetimes.map((days) => ({
                  value: String(days),
                  label: text.lifetimes[days],
                }))}
              />
            </Field>
          )}
        />
      </form>
    </Dialog>
  );
}

function errorOf(error: { message?: string } | undefined) {
  return error?.message === undefined ? {} : { error: error.message };
}
