"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AdminForm } from "@/components/admin/admin-form";
import { useEdit } from "@/components/admin/edited";
import { SaveBar } from "@/components/admin/save-bar";
import { failureOf, type SaveFailure } from "@/components/admin/use-save";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { SearchInput } from "@/components/ui/search-input";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";

interface ProductApisFormProps {
  product: { id: string; name: string };
  apis: readonly { id: string; name: string; suffix: string; published: boolean }[];
  apiIds: readonly string[];
}

/** Which APIs a product opens, out of all there are. */
export function ProductApisForm({ product, apis, apiIds }: ProductApisFormProps) {
  const router = useRouter();
  const [stored, setStored] = useState<readonly string[]>(apiIds);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(apiIds));
  const [words, setWords] = useState("");
  const [onlyChosen, setOnlyChosen] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const editOf = useEdit();
  const changed = stored.length !== chosen.size || stored.some((id) => !chosen.has(id));
  useUnsavedChanges(changed);
  const wanted = words.trim().toLowerCase();
  const shown = apis.filter(
    ({ id, name, suffix }) =>
      `${name}\n${suffix}`.toLowerCase().includes(wanted) && (!onlyChosen || chosen.has(id)),
  );

  function toggle(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  /** With nothing chosen anew there is nothing to warn of. */
  function reload() {
    setChosen(new Set(stored));
    setTimeout(() => window.location.reload());
  }

  async function save(isOver = false) {
    setSaving(true);
    setFailure(null);
    try {
      const body = { apiIds: [...chosen] };
      await callApi(`/api/products/${product.id}`, { method: "PATCH", body, edit: editOf(isOver) });
      setStored([...chosen]);
      toast.success(text.saved(product.name), text.savedHint);
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(failureOf(error, { reload, saveOver: () => void save(true) }));
    } finally {
      setSaving(false);
    }
  }

  if (apis.length === 0) {
    return (
      <EmptyState
        title={text.noApis}
        description={text.noApisHint}
        action={<LinkButton href="/admin/apis/new">{text.addApi}</LinkButton>}
      />
    );
  }
  return (
    <AdminForm
      className="max-w-3xl"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="max-w-prose text-muted text-sm">{text.apisHint}</p>
      <div className="flex flex-wrap items-center gap-3">
        <div className="w-full sm:w-80">
          <SearchInput label={text.searchApis} value={words} onValueChange={setWords} />
        </div>
        <Checkbox
          label={text.onlyChosen}
          checked={onlyChosen}
          onChange={(event) => setOnlyChosen(event.target.checked)}
        />
        <p role="status" className="ml-auto text-muted text-sm">
          {text.chosenApis(chosen.size)}
        </p>
      </div>
      <fieldset aria-label={text.apis} className="divide-y rounded-lg border bg-surface">
        {shown.length === 0 && <p className="px-4 py-6 text-center text-muted text-sm">{text.noApiFits}</p>}
        {shown.map(({ id, name, suffix, published }) => (
          <div key={id} className="px-4 py-2.5">
            <Checkbox
              label={name}
              hint={published ? `/${suffix}` : `/${suffix} · ${text.hidden}`}
              checked={chosen.has(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          </div>
        ))}
      </fieldset>
      <SaveBar saving={saving} changed={changed} failure={failure} sticky />
    </AdminForm>
  );
}
