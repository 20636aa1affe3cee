"use client";

import type { ComponentProps } from "react";
import { Choice } from "./choice";
import { ChoiceGroup, type ChoiceGroupProps, type ChoiceOption } from "./choice-group";

interface RadioGroupProps
  extends ChoiceGroupProps,
    Omit<ComponentProps<"input">, "className" | "type" | "name"> {
  name: string;
  options: readonly ChoiceOption[];
  /** Side by side instead of one under the other. */
  inline?: boolean;
}

/** One of several, all in view. What is not about the group goes to every radio (`{...register("scheme")}` works). */
export function RadioGroup({
  legend,
  hint,
  error,
  optional,
  className,
  options,
  inline = false,
  value,
  defaultValue,
  ...input
}: RadioGroupProps) {
  return (
    <ChoiceGroup {...{ legend, hint, error, optional, className }}>
      <div className={inline ? "flex flex-wrap gap-x-6 gap-y-1" : "space-y-1"}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type="radio"
            {...input}
            {...option}
            {...(value !== undefined && { checked: value === option.value })}
            {...(defaultValue !== undefined && { defaultChecked: defaultValue === option.value })}
          />
        ))}
      </div>
    </ChoiceGroup>
  );
}
