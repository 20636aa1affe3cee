import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { adminMessages } from "@/lib/messages/en/admin";
import { type CredentialChoice, credentialChoices, type TypedCredential } from "./backend-form-model";

const text = adminMessages.backend;

/** What is known of a stored credential: never its secret. */
export interface StoredCredential {
  kind: Exclude<CredentialChoice, "keep">;
  name: string | null;
  setAt: string | null;
  expiresAt: string | null;
}

interface CredentialFieldsProps {
  stored: StoredCredential | null;
  /** Whether there may be none. */
  required?: boolean;
}

/** How calls prove themselves to the backend. The secret goes in and never comes out. */
export function CredentialFields({ stored, required = false }: CredentialFieldsProps) {
  const { register, control, formState } = useFormContext<{ credential: TypedCredential }>();
  const choice = useWatch({ control, name: "credential.kind" });
  const errors = formState.errors.credential;
  const hasStored = stored !== null && stored.kind !== "none";
  const options = credentialChoices.flatMap((value): { value: string; label: string }[] => {
    if (value === "keep") return hasStored ? [{ value, label: text.keep(describeStored(stored)) }] : [];
    return required && value === "none" ? [] : [{ value, label: text.kinds[value] }];
  });
  const hasSecret = choice !== "keep" && choice !== "none";
  const hasName = hasSecret && choice !== "bearer";
  return (
    <>
      <Field label={text.kind} error={errors?.kind?.message} hint={stored && <StoredHint stored={stored} />}>
        <Select {...register("credential.kind")} options={options} />
      </Field>
      {choice === "entra" && (
        <Field label={text.authority} hint={text.authorityHint} error={errors?.authority?.message} required>
          <Input
            {...register("credential.authority")}
            mono
            type="url"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      {hasName && (
        <Field label={text.names[choice]} error={errors?.name?.message} required>
          <Input {...register("credential.name")} mono autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {choice === "entra" && (
        <Field label={text.scope} hint={text.scopeHint} error={errors?.scope?.message} required>
          <Input {...register("credential.scope")} mono autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {hasSecret && (
        <div className="grid gap-4 sm:grid-cols-[1fr_12rem]">
          <Field
            label={text.secrets[choice]}
            hint={choice === "bearer" ? text.bearerHint : undefined}
            error={errors?.secret?.message}
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
          <Field label={text.expires} hint={text.expiresHint} error={errors?.expires?.message} optional>
            <Input {...register("credential.expires")} type="date" />
          </Field>
        </div>
      )}
    </>
  );
}

function StoredHint({ stored: { setAt, expiresAt } }: { stored: StoredCredential }) {
  if (setAt === null) return null;
  return (
    <>
      {text.setAt} <RelativeTime time={setAt} />
      {expiresAt !== null && (
        <>
          , {text.endsAt} <RelativeTime time={expiresAt} />
        </>
      )}
    </>
  );
}

/** A credential in a few words, without its secret. */
export function describeStored({ kind, name }: Pick<StoredCredential, "kind" | "name">): string {
  switch (kind) {
    case "none":
      return text.stored.none;
    case "bearer":
      return text.stored.bearer;
    default:
      return text.stored[kind](name ?? "");
  }
}
