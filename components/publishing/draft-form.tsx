"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import {
  NameField,
  type ProductChoice,
  ProductsField,
  SchemeField,
  SuffixField,
} from "@/components/admin/api-fields";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type ImportSource, type PublishPreview, publishInput } from "@/lib/publishing/schema";
import { NotesList } from "./notes-list";
import { OperationLines } from "./operation-lines";

const fields = adminMessages.fields;
const made = z.object({ id: z.string() });
const chosen = publishInput.omit({ source: true });

/** What publishing an API needs to know of this installation. */
export interface PublishingPlace {
  products: readonly ProductChoice[];
  gatewayBase: string;
  allowHttp: boolean;
}

interface DraftFormProps extends PublishingPlace {
  source: ImportSource;
  preview: PublishPreview;
  onSaved: (apiId: string) => void;
}

/** What was read, and the few things that the admin decides. */
export function DraftForm({ source, preview, products, gatewayBase, allowHttp, onSaved }: DraftFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useForm<z.input<typeof chosen>, unknown, z.output<typeof chosen>>({
    resolver: zodResolver(chosen),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: {
      name: preview.name,
      webServiceUrl: preview.webServiceUrl,
      suffix: preview.suffix,
      schemes: "https",
      productIds: [],
    },
  });
  const { register } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const suffix = useWatch({ control: form.control, name: "suffix" });
  const { onSubmit, failure } = useSave(form, async (input) => {
    const { id } = await callApi("/api/apis/imports", {
      method: "POST",
      body: { ...input, source },
      schema: made,
    });
    toast.success(text.added(input.name), text.addedHint(preview.operationCount));
    onSaved(id);
  });
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className="space-y-5 border-t pt-6">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-heading">
        {text.previewTitle}
      </h2>
      {preview.trial && (
        <Alert tone={preview.trial.ok ? "success" : "danger"} announce>
          {preview.trial.message}
        </Alert>
      )}
      <p className="text-muted text-sm">
        {text.operationCount(preview.operationCount)}.{" "}
        {preview.hasCredential ? text.credentialStored : text.credentialNone}
      </p>
      <OperationLines label={text.previewTitle} operations={preview.operations} />
      {preview.operationCount > preview.operations.length && (
        <p className="text-muted text-sm">
          {text.moreOperations(preview.operationCount - preview.operations.length)}
        </p>
      )}
      <NotesList notes={preview.notes} />
      <AdminForm onSubmit={onSubmit}>
        <NameField register={register} errors={errors} />
        <Field
          label={fields.webServiceUrl}
          hint={fields.webServiceUrlHint}
          error={errors.webServiceUrl?.message}
          required
        >
          <Input {...register("webServiceUrl")} mono type="url" autoComplete="off" spellCheck={false} />
        </Field>
        <SuffixField register={register} errors={errors} suffix={suffix ?? ""} gatewayBase={gatewayBase} />
        <SchemeField register={register} errors={errors} allowHttp={allowHttp} />
        <ProductsField register={register} errors={errors} products={products} />
        <SaveBar
          saving={isSubmitting || (isSubmitSuccessful && !failure)}
          changed
          failure={failure}
          cancelHref="/admin/apis"
        />
      </AdminForm>
    </section>
  );
}
