"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useIsLive } from "@/components/ui/use-is-live";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { profileMessages } from "@/lib/messages/en/profile";
import { type ProfileInput, profileInput } from "@/lib/users/schema";
import { showProblem } from "./show-problem";

const texts = profileMessages.account;

/** Changes how someone is called in the portal. */
export function NameForm({ name }: ProfileInput) {
  const live = useIsLive();
  const router = useRouter();
  const form = useForm<ProfileInput>({
    resolver: zodResolver(profileInput),
    mode: "onTouched",
    defaultValues: { name },
  });
  const { register, handleSubmit, reset, formState } = form;
  const { errors, isDirty, isSubmitting } = formState;
  useUnsavedChanges(isDirty && !isSubmitting);

  async function submit(input: ProfileInput) {
    try {
      await callApi("/api/profile", { method: "PATCH", body: input });
    } catch (error) {
      return showProblem(form, ["name"], error, profileMessages.failed);
    }
    reset(input);
    toast.success(texts.saved);
    router.refresh();
  }

  return (
    <form method="post" noValidate onSubmit={handleSubmit(submit)}>
      {/* What is typed before the script runs would be lost. */}
      <fieldset disabled={!live} className="min-w-0 space-y-4">
        {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
        <Field label={texts.name} hint={texts.nameHint} error={errors.name?.message} required>
          <Input {...register("name")} autoComplete="name" />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {profileMessages.save}
        </Button>
      </fieldset>
    </form>
  );
}
