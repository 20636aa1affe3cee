"use client";

import { useDeferredValue, useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { writeCurl } from "@/lib/try-it/snippets/curl";
import { sampleLanguages } from "@/lib/try-it/snippets/languages";
import { type SampleCall, toSampleCall, variablesOf } from "@/lib/try-it/snippets/sample-call";
import { useConsole } from "./console-context";
import { recallLanguage, rememberLanguage } from "./remembered-language";

type Writer = (call: SampleCall) => string;

/** In characters: what nobody would read or paste, and what takes long to draw. */
const longestShownBody = 50_000;

const options = sampleLanguages.map(({ id, label }) => ({ value: id, label }));

/** The call as it is filled in the console, written for a language. Stands in the docs, inside of `OperationLayout`. */
export function CodeSamples() {
  const { props, request: newest, withKey } = useConsole();
  // Typing comes first, the sample follows.
  const request = useDeferredValue(newest);
  const { language, choose, write, failed } = useLanguage();
  const { baseUrl, keyHeader } = props.api;
  const call = toSampleCall(request, {
    baseUrl,
    keyHeader,
    withKey: withKey || props.api.requiresSubscription,
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Field label={text.language} className="w-48">
          <Select value={language.id} onChange={(event) => choose(event.target.value)} options={options} />
        </Field>
        <p className="min-w-0 flex-1 basis-72 text-muted text-xs">
          {text.sampleVariables(variablesOf(call), language.needs)} {text.sampleFollows}
        </p>
      </div>
      {/* One height for all languages and values, so that nothing below moves while one types. */}
      <div className="h-88">
        {(call.body?.length ?? 0) > longestShownBody ? (
          <p className="text-muted text-sm">{text.sampleTooLong}</p>
        ) : write ? (
          <CodeBlock code={write(call)} label={text.sampleOf(language.label)} className="max-h-88" />
        ) : (
          <p role="status" className="text-muted text-sm">
            {failed ? text.sampleFailed : text.sampleLoading}
          </p>
        )}
      </div>
    </div>
  );
}

const curl = { id: "curl", label: "curl", needs: "sh, bash or zsh" };

/** The language that was chosen last. curl is drawn on the server; the others are loaded when they are chosen. */
function useLanguage() {
  const [id, setId] = useState(curl.id);
  const [loaded, setLoaded] = useState<{ id: string; write: Writer }>({ id: curl.id, write: writeCurl });
  const [failed, setFailed] = useState(false);
  const language = sampleLanguages.find((candidate) => candidate.id === id);

  useEffect(() => {
    const remembered = recallLanguage();
    if (remembered !== null && sampleLanguages.some((candidate) => candidate.id === remembered))
      setId(remembered);
  }, []);

  useEffect(() => {
    let wanted = true;
    setFailed(false);
    language?.load().then(
      (write) => wanted && setLoaded({ id: language.id, write }),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [language]);

  return {
    language: language ?? curl,
    choose(next: string) {
      setId(next);
      rememberLanguage(next);
    },
    write: loaded.id === id ? loaded.write : null,
    failed,
  };
}
