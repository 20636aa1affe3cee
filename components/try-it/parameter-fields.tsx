"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Parameter } from "@/lib/catalogue/schema";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import { operationParameters, parameterKey, wildcardName } from "@/lib/try-it/parameters";
import { useConsole } from "./console-context";
import { FormSection } from "./form-section";

/** A field for each parameter, labelled with the parameter's name. */
export function ParameterFields() {
  const { props } = useConsole();
  const keyHeader = props.api.keyHeader.toLowerCase();
  // The key is chosen above, not typed.
  const parameters = operationParameters(props.operation).filter(
    ({ in: place, name }) => place !== "header" || name.toLowerCase() !== keyHeader,
  );
  return (
    <FormSection title={text.parameters}>
      {parameters.length === 0 ? (
        <p className="text-muted text-sm">{text.noParameters}</p>
      ) : (
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {parameters.map((parameter) => (
            <ParameterField key={parameterKey(parameter)} parameter={parameter} />
          ))}
        </div>
      )}
    </FormSection>
  );
}

/** Always a line that takes any text, so that wrong values can be tried; what is allowed is suggested. */
function ParameterField({ parameter }: { parameter: Parameter }) {
  const { form, dispatch, shown } = useConsole();
  const suggestionsId = useId();
  const key = parameterKey(parameter);
  const field = `parameters.${key}`;
  const value = form.parameters[key] ?? "";
  const problem = shown.get(field);
  const { name, in: place, required, default: preset, enum: allowed } = parameter;
  const suggestions = allowed ?? (parameter.type === "boolean" ? ["true", "false"] : []);
  const emptied = value === "" && place === "query" && preset !== undefined && preset !== "";
  return (
    <div data-field={field} className="min-w-0">
      <Field
        label={name === wildcardName ? text.wildcardLabel : name}
        required={required}
        optional={!required}
        aside={<span className="text-muted">{text.places[place]}</span>}
        {...(problem !== undefined && { error: problem })}
        {...(emptied && { hint: text.defaultSent(preset) })}
      >
        <Input
          mono
          autoComplete="off"
          spellCheck={false}
          list={suggestions.length > 0 ? suggestionsId : undefined}
          value={value}
          onChange={(event) => dispatch({ type: "parameter", key, value: event.target.value })}
          onBlur={() => dispatch({ type: "leave", field })}
        />
      </Field>
      {suggestions.length > 0 && (
        <datalist id={suggestionsId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  );
}
