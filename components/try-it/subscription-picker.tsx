"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { useConsole } from "./console-context";
import type { ConsoleProduct, ConsoleSubscription } from "./console-props";
import type { Caller } from "./form-state";

const keyChoice = "paste";
const noneChoice = "none";

/** Who the call is made as: the developer's own subscription, chosen by itself; a pasted key; nobody. */
export function SubscriptionPicker() {
  const { props, form, dispatch, shown } = useConsole();
  const { subscriptions, api, isTester } = props;
  const { caller } = form;
  const chosen =
    caller.kind === "subscription" ? subscriptions.find(({ id }) => id === caller.id) : undefined;

  function choose(choice: string) {
    const next: Caller =
      choice === keyChoice
        ? { kind: "key", key: "" }
        : choice === noneChoice
          ? { kind: "none" }
          : { kind: "subscription", id: choice };
    dispatch({ type: "caller", caller: next });
  }

  const problem = shown.get("subscriptionId");
  const inactive = chosen && chosen.state !== "active" ? text.notActive(chosen.state) : undefined;
  return (
    <div className="space-y-3" data-field="subscriptionId">
      <Field
        label={text.subscription}
        {...(problem !== undefined && { error: problem })}
        {...(inactive !== undefined && { hint: inactive })}
      >
        <Select
          value={caller.kind === "subscription" ? caller.id : caller.kind === "key" ? keyChoice : noneChoice}
          onChange={(event) => choose(event.target.value)}
          options={[
            ...subscriptions.map((subscription) => ({
              value: subscription.id,
              label: describeSubscription(subscription),
            })),
            { value: keyChoice, label: text.pasteKey },
            ...(api.requiresSubscription && caller.kind !== "none" && !isTester
              ? []
              : [{ value: noneChoice, label: isTester ? text.asTester : text.noKey }]),
          ]}
        />
      </Field>
      {caller.kind === "key" && <PastedKey value={caller.key} />}
      {caller.kind === "key" && subscriptions.length === 0 && <WayToKey />}
    </div>
  );
}

function describeSubscription({ name, productName, maskedKey, state }: ConsoleSubscription): string {
  const named = name === productName ? name : `${name} · ${productName}`;
  const keyed = maskedKey === "" ? named : `${named} · ${maskedKey}`;
  return state === "active" ? keyed : text.subscriptionState(keyed, state);
}

function PastedKey({ value }: { value: string }) {
  const { dispatch, shown } = useConsole();
  const problem = shown.get("key");
  return (
    <Field
      label={text.pastedKey}
      hint={text.pastedKeyHint}
      {...(problem !== undefined && { error: problem })}
    >
      <Input
        type="password"
        mono
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => dispatch({ type: "caller", caller: { kind: "key", key: event.target.value } })}
      />
    </Field>
  );
}

/** For whoever has no key yet: sign in, or subscribe. */
function WayToKey() {
  const { props } = useConsole();
  const { signedIn, signInHref, products } = props;
  if (!signedIn) {
    return (
      <p className="text-sm">
        {text.signInBefore}
        <TextLink href={signInHref}>{text.signIn}</TextLink>
        {text.signInAfter}
      </p>
    );
  }
  if (products.length === 0) return <p className="text-sm">{text.nothingOffered}</p>;
  return (
    <p className="text-sm">
      {text.subscribeBefore}
      <ProductLinks products={products} />
      {text.subscribeAfter}
    </p>
  );
}

function ProductLinks({ products }: { products: readonly ConsoleProduct[] }) {
  return products.map(({ id, name, href }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <TextLink href={href}>{name}</TextLink>
    </span>
  ));
}
