import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { adminMessages } from "@/lib/messages/en/admin";
import type { BackendFormInput } from "./backend-form-model";
import { FormSection } from "./form-section";

const text = adminMessages.backend;

/** How long calls wait for a backend, how many may, and its place among others. */
export function BackendNumbers() {
  const { register, formState } = useFormContext<BackendFormInput>();
  const { errors } = formState;
  return (
    <>
      <FormSection title={text.timeouts}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={text.connectTimeout} error={errors.connectTimeoutMs?.message}>
            <Input {...register("connectTimeoutMs")} inputMode="numeric" />
          </Field>
          <Field
            label={text.headersTimeout}
            hint={text.headersTimeoutHint}
            error={errors.headersTimeoutMs?.message}
          >
            <Input {...register("headersTimeoutMs")} inputMode="numeric" />
          </Field>
          <Field label={text.maxInFlight} hint={text.maxInFlightHint} error={errors.maxInFlight?.message}>
            <Input {...register("maxInFlight")} inputMode="numeric" />
          </Field>
        </div>
      </FormSection>
      <FormSection title={text.share} description={text.shareHint}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={text.weight} error={errors.weight?.message}>
            <Input {...register("weight")} inputMode="numeric" />
          </Field>
          <Field label={text.priority} error={errors.priority?.message}>
            <Input {...register("priority")} inputMode="numeric" />
          </Field>
        </div>
      </FormSection>
    </>
  );
}
