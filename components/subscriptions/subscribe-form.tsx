"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { uiMessages } from "@/lib/messages/en/ui";
import { type Subscribed, subscribed, subscribeInput } from "@/lib/subscriptions/schema";

export interface SubscribableProduct {
  id: string;
  name: string;
  terms: string;
  requiresSubscription: boolean;
  requiresApproval: boolean;
  maxSubscriptions: number | null;
}

// Few products have terms.
const Markdown = dynamic(() => import("@/components/ui/markdown").then((module) => module.Markdown));

interface SubscribeFormProps {
  product: SubscribableProduct;
  onMade: (made: Subscribed) => void;
  onCancel: () => void;
}

const fields = ["name", "termsAccepted"] as const;

/** The subscription's name and the terms; what was typed stays after an error. */
export function SubscribeForm({ product, onMade, onCancel }: SubscribeFormProps) {
  const [failure, setFailure] = useState<string>();
  const form = useForm({
    resolver: zodResolver(subscribeInput),
    mode: "onTouched",
    defaultValues: { productId: product.id, name: text.defaultName(product.name), termsAccepted: false },
  });
  const { errors, isSubmitting } = form.formState;
  const hasTerms = product.terms !== "";

  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    if (hasTerms && !values.termsAccepted) {
      form.setError("termsAccepted", { message: text.termsMissing }, { shouldFocus: true });
      return;
    }
    try {
      onMade(await callApi("/api/subscriptions", { method: "POST", body: values, schema: subscribed }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const known = error.details.errors.filter(({ field }) => fields.some((name) => name === field));
      for (const name of fields) {
        const message = known.find(({ field }) => field === name)?.message;
        if (message) form.setError(name, { message }, { shouldFocus: true });
      }
      if (known.length === 0) setFailure(error.message);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {failure !== undefined && <Alert tone="danger">{failure}</Alert>}
      <Field label={text.nameLabel} hint={text.nameHint} required {...errorOf(errors.name?.message)}>
        <Input {...form.register("name")} autoComplete="off" />
      </Field>
      {hasTerms && (
        <div className="space-y-2">
          <p className="font-medium text-sm">{text.termsLabel}</p>
          {/* biome-ignore lint/a11y/useSemanticElements: what scrolls must be reachable and named */}
          <div
            role="region"
            aria-label={text.termsLabel}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="max-h-48 overflow-y-auto rounded-lg border bg-subtle px-3 py-2 text-sm"
          >
            <Markdown>{product.terms}</Markdown>
          </div>
          <Checkbox
            label={text.acceptTerms}
            aria-invalid={errors.termsAccepted ? true : undefined}
            aria-describedby="terms-error"
            {...form.register("termsAccepted")}
          />
          <FieldError id="terms-error" error={errors.termsAccepted?.message} />
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <Button onClick={onCancel}>{uiMessages.cancel}</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {product.requiresApproval ? text.request : text.subscribe}
        </Button>
      </div>
    </form>
  );
}

function errorOf(message: string | undefined) {
  return message === undefined ? {} : { error: message };
}
