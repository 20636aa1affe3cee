"use client";

import { type ComponentProps, useState } from "react";
import { uiMessages } from "@/lib/messages/en/ui";
import { Choice } from "./choice";
import { ChoiceGroup, type ChoiceGroupProps, type ChoiceOption } from "./choice-group";
import { inputClass } from "./input-class";

interface CheckboxOption extends ChoiceOption {
  label: string;
}

interface CheckboxGroupProps
  extends ChoiceGroupProps,
    Omit<ComponentProps<"input">, "className" | "type" | "value" | "defaultValue"> {
  options: readonly CheckboxOption[];
  /** The values that are ticked, when the parent keeps them. */
  value?: readonly string[];
  defaultValue?: readonly string[];
  /** From how many options on a filter stands above them. */
  filterFrom?: number;
}

/**
 * Any of several. Many of them scroll under a filter; filtered-out boxes keep their state and are still submitted.
 * What is not about the group goes to every box (`{...register("productIds")}` works).
 */
export function CheckboxGroup({
  legend,
  hint,
  error,
  optional,
  className,
  options,
  value,
  defaultValue,
  filterFrom = 9,
  ...input
}: CheckboxGroupProps) {
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const isShown = (option: CheckboxOption) => option.label.toLowerCase().includes(wanted);
  const filterable = options.length >= filterFrom;

  return (
    <ChoiceGroup {...{ legend, hint, error, optional, className }}>
      {filterable && (
        <input
          type="search"
          aria-label={`${uiMessages.search} ${legend}`}
          placeholder={uiMessages.search}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className={`${inputClass} mb-2 h-8`}
        />
      )}
      <div className={filterable ? "max-h-56 space-y-1 overflow-y-auto p-0.5" : "space-y-1"}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type="checkbox"
            {...input}
            {...option}
            hidden={!isShown(option)}
            {...(value && { checked: value.includes(option.value) })}
            {...(defaultValue && { defaultChecked: defaultValue.includes(option.value) })}
          />
        ))}
        {filterable && !options.some(isShown) && <p className="text-muted text-sm">{uiMessages.noMatches}</p>}
      </div>
    </ChoiceGroup>
  );
}
