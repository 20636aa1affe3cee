"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { groupMessages as text } from "@/lib/messages/en/groups";

interface UserGroupsFormProps {
  user: { id: string; name: string };
  /** The custom groups there are. */
  groups: readonly { id: string; name: string }[];
  groupIds: string[];
  /** The names of the built-in groups that follow from who they are. */
  byRule: readonly string[];
}

/** The custom groups that somebody is in. */
export function UserGroupsForm({ user, groups, groupIds, byRule }: UserGroupsFormProps) {
  const router = useRouter();
  const form = useForm({ defaultValues: { groupIds } });
  const { isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi(`/api/users/${user.id}/groups`, { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.ofUserSaved(user.name));
    router.refresh();
  });
  useUnsavedChanges(isDirty);
  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <CheckboxGroup
        legend={text.ofUser}
        hint={`${text.ofUserByRule(byRule)} ${text.ofUserHint}`}
        options={groups.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.register("groupIds")}
      />
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} />
    </AdminForm>
  );
}
