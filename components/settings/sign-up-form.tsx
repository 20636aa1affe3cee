"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { signUpSettingsMessages as text } from "@/lib/messages/en/sign-up-settings";
import { type SignUpSettings, signUpModes, signUpSettings } from "@/lib/users/sign-up-schema";

/** Who may open an account by themselves. */
export function SignUpSettingsForm({ settings }: { settings: SignUpSettings }) {
  const router = useRouter();
  const form = useForm<SignUpSettings>({
    resolver: zodResolver(signUpSettings),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: settings,
  });
  const { register, watch } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi("/api/settings/sign-up", { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.saved);
    router.refresh();
  });
  useUnsavedChanges(isDirty);
  const domainFault = errors.domains?.message ?? errors.domains?.find?.((one) => one?.message)?.message;

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <RadioGroup
        legend={text.mode}
        error={errors.mode?.message}
        options={signUpModes.map((mode) => ({ value: mode, ...text.modes[mode] }))}
        {...register("mode")}
      />
      {watch("mode") === "domains" && (
        <Field label={text.domains} hint={text.domainsHint} error={domainFault} required>
          <Textarea
            {...register("domains", { setValueAs: linesOf })}
            defaultValue={settings.domains.join("\n")}
            mono
            spellCheck={false}
          />
        </Field>
      )}
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
    </AdminForm>
  );
}

/** One domain a line; the form keeps them as a list. */
function linesOf(value: string | readonly string[]): string[] {
  const lines = typeof value === "string" ? value.split(/[\n,]/) : value;
  return lines.map((line) => line.trim()).filter(Boolean);
}
