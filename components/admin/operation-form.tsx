"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import type { OperationInput } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { OperationBasics } from "./operation-basics";
import {
  formSchema,
  fromForm,
  type OperationFormInput,
  type OperationFormOutput,
  toForm,
} from "./operation-form-model";
import { OperationRequestSection } from "./operation-request-section";
import { OperationResponses } from "./operation-responses";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.operation;

interface OperationFormProps {
  apiId: string;
  /** Null for a new one. */
  operationId: string | null;
  /** What the form begins with. */
  operation: OperationInput;
  /** Where the API's calls come in: the base of its operations' addresses. */
  apiAddress: string;
}

/** Adds or changes one operation. */
export function OperationForm({ apiId, operationId, operation, apiAddress }: OperationFormProps) {
  const router = useRouter();
  const form = useForm<OperationFormInput, unknown, OperationFormOutput>({
    resolver: zodResolver(formSchema),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: toForm(operation),
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const listPath = `/admin/apis/${apiId}/operations`;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    const path = `/api/apis/${apiId}/operations`;
    const body = fromForm(values);
    if (operationId === null) await callApi(path, { method: "POST", body });
    else await callApi(`${path}/${operationId}`, { method: "PUT", body, edit });
    toast.success((operationId === null ? text.added : text.saved)(body.displayName));
    form.reset(form.getValues());
    router.push(listPath);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <FormProvider {...form}>
      <AdminForm onSubmit={onSubmit} className="max-w-4xl">
        <OperationBasics template={operation.urlTemplate} apiAddress={apiAddress} />
        <OperationRequestSection />
        <OperationResponses />
        <SaveBar
          saving={isSubmitting || (isSubmitSuccessful && !failure && !isDirty)}
          changed={isDirty}
          failure={failure}
          cancelHref={listPath}
          sticky
        />
      </AdminForm>
    </FormProvider>
  );
}
