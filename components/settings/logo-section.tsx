"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { FormSection } from "@/components/admin/form-section";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { settingsMessages } from "@/lib/messages/en/settings";
import {
  type LogoSettings,
  type LogoTheme,
  logoThemes,
  logoTypes,
  longestLogoBytes,
} from "@/lib/settings/logo-schema";
import { surfaces } from "./accent-preview";

const text = settingsMessages.logo;

/** The logo for light and for dark ground, each seen on it. */
export function LogoSection({ logo }: { logo: LogoSettings }) {
  return (
    <FormSection title={text.title} description={text.description}>
      <div className="grid gap-4 sm:grid-cols-2">
        {logoThemes.map((theme) => (
          <LogoSlot key={theme} theme={theme} mark={logo[theme]} />
        ))}
      </div>
    </FormSection>
  );
}

function LogoSlot({ theme, mark }: { theme: LogoTheme; mark: LogoSettings["light"] }) {
  const router = useRouter();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const path = `/api/settings/logo/${theme}`;

  async function upload({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = target.files?.[0];
    target.value = "";
    if (!chosen) return;
    if (chosen.size > longestLogoBytes) return setError(text.tooLarge);
    setPending(true);
    setError(undefined);
    try {
      await callApi(path, { method: "PUT", body: { data: await base64Of(chosen) } });
      toast.success(text.saved);
      router.refresh();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setError(failure.details.errors[0]?.message ?? failure.message);
    } finally {
      setPending(false);
    }
  }

  async function remove() {
    await callApi(path, { method: "DELETE" });
    toast.success(text.removed);
    router.refresh();
  }

  return (
    <div className="space-y-2">
      <h3 id={id} className="font-medium text-sm">
        {text.themes[theme]}
      </h3>
      <div
        style={surfaces[theme]}
        className="flex h-20 items-center justify-center rounded-md border px-4 text-sm"
      >
        {mark ? (
          // biome-ignore lint/performance/noImgElement: a preview of what was uploaded
          <img
            src={`/api/logo/${mark.hash}`}
            alt={text.alt[theme]}
            width={mark.width}
            height={mark.height}
            className="max-h-12 w-auto max-w-full object-contain"
          />
        ) : (
          text.none[theme]
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={isPending}
          aria-describedby={`${id} ${id}-error`}
          onClick={() => file.current?.click()}
        >
          {mark ? text.replace : text.choose}
        </Button>
        {mark && (
          <Button size="sm" variant="ghost" aria-describedby={id} onClick={() => setAsking(true)}>
            {text.remove}
          </Button>
        )}
      </div>
      <p id={`${id}-error`} role="alert" className="text-danger text-sm">
        {error}
      </p>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={text.file[theme]}
        accept={logoTypes.join(",")}
        onChange={upload}
      />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={text.removeTitle}
        consequence={text.removeConsequence}
        confirmLabel={text.remove}
        onConfirm={remove}
      />
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  let characters = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) characters += String.fromCharCode(byte);
  return btoa(characters);
}
