import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { type newUserInput, userRoles } from "@/lib/users/govern-schema";

type UserForm = UseFormReturn<z.input<typeof newUserInput>, unknown, z.output<typeof newUserInput>>;

/** Who somebody is, and what they may do. */
export function UserFields({ form: { register, formState } }: { form: UserForm }) {
  const { errors } = formState;
  return (
    <>
      <Field label={text.name} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label={text.email} error={errors.email?.message} required>
        <Input {...register("email")} type="email" autoComplete="off" spellCheck={false} />
      </Field>
      <RadioGroup
        legend={text.role}
        hint={text.roleHint}
        error={errors.role?.message}
        inline
        options={userRoles.map((role) => ({ value: role, label: text.roles[role] }))}
        {...register("role")}
      />
    </>
  );
}
