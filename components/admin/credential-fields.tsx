import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { adminMessages } from "@/lib/messages/en/admin";
import { type BackendFormInput, type CredentialChoice, credentialChoices } from "./backend-form-model";

const text = adminMessages.backend;

/** What is known of a stored credential: never its secret. */
export interface StoredCredential {
  kind: Exclude<CredentialChoice, "keep">;
  name: string | null;
  setAt: string | null;
}

interface CredentialFieldsProps {
  register: UseFormRegister<BackendFormInput>;
  errors: FieldErrors<BackendFormInput>;
  stored: StoredCredential;
  choice: CredentialChoice;
}

/** How calls prove themselves to the backend. The secret goes in and never comes out. */
export function CredentialFields({ register, errors, stored, choice }: CredentialFieldsProps) {
  const options = credentialChoices.flatMap((value): { value: string; label: string }[] => {
    if (value !== "keep") return [{ value, label: text.kinds[value] }];
    return stored.kind === "none" ? [] : [{ value, label: text.keep(describeStored(stored)) }];
  });
  const hasName = choice === "header" || choice === "query" || choice === "basic";
  const hasSecret = hasName || choice === "bearer";
  return (
    <>
      <Field
        label={text.kind}
        error={errors.credential?.kind?.message}
        hint={
          stored.setAt === null ? undefined : (
            <>
              {text.setAt} <RelativeTime time={stored.setAt} />
            </>
          )
        }
      >
        <Select {...register("credential.kind")} options={options} />
      </Field>
      {hasName && (
        <Field label={text.names[choice]} error={errors.credential?.name?.message} required>
          <Input {...register("credential.name")} mono autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {hasSecret && (
        <Field
          label={text.secrets[choice]}
          hint={choice === "bearer" ? text.bearerHint : undefined}
          error={errors.credential?.secret?.message}
          required
        >
          <Input
            {...register("credential.secret")}
            type="password"
            mono
            autoComplete="new-password"
            spellCheck={false}
          />
        </Field>
      )}
    </>
  );
}

function describeStored({ kind, name }: StoredCredential): string {
  switch (kind) {
    case "none":
      return "";
    case "bearer":
      return text.stored.bearer;
    default:
      return text.stored[kind](name ?? "");
  }
}
