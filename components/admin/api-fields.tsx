import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { apiSchemes } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.fields;

export interface ProductChoice {
  id: string;
  name: string;
}

/** What every form that makes an API has. */
interface NamedFields {
  name: string;
  suffix: string;
}

/** What the forms that add and change an API have in common. */
export interface CommonApiFields extends NamedFields {
  schemes?: (typeof apiSchemes)[number];
  productIds?: string[];
}

interface ApiFieldsProps {
  register: UseFormRegister<CommonApiFields>;
  errors: FieldErrors<CommonApiFields>;
}

interface NamedFieldsProps {
  register: UseFormRegister<NamedFields>;
  errors: FieldErrors<NamedFields>;
}

export function NameField({ register, errors }: NamedFieldsProps) {
  return (
    <Field label={text.name} hint={text.nameHint} error={errors.name?.message} required>
      <Input {...register("name")} autoComplete="off" />
    </Field>
  );
}

interface SuffixFieldProps extends NamedFieldsProps {
  /** As it is typed. */
  suffix: string;
  /** The address below which all APIs lie. */
  gatewayBase: string;
}

/** The suffix, and the address that it makes. */
export function SuffixField({ register, errors, suffix, gatewayBase }: SuffixFieldProps) {
  const path = suffix
    .trim()
    .replace(/^\/+|\/+$/g, "")
    .toLowerCase();
  return (
    <Field
      label={text.suffix}
      hint={text.suffixHint(`${gatewayBase}/${path || "…"}`)}
      error={errors.suffix?.message}
      required
    >
      <Input {...register("suffix")} mono autoComplete="off" autoCapitalize="none" spellCheck={false} />
    </Field>
  );
}

export function SchemeField({ register, errors, allowHttp }: ApiFieldsProps & { allowHttp: boolean }) {
  return (
    <Field
      label={text.scheme}
      hint={allowHttp ? text.httpHint : text.httpsOnly}
      error={errors.schemes?.message}
      className="max-w-xs"
    >
      <Select
        {...register("schemes")}
        options={apiSchemes.map((value) => ({
          value,
          label: text.schemes[value],
          disabled: value !== "https" && !allowHttp,
        }))}
      />
    </Field>
  );
}

export function ProductsField({
  register,
  errors,
  products,
}: ApiFieldsProps & { products: readonly ProductChoice[] }) {
  return (
    <CheckboxGroup
      legend={text.products}
      hint={products.length > 0 ? text.productsHint : text.noProducts}
      error={errors.productIds?.message}
      options={products.map(({ id, name }) => ({ value: id, label: name }))}
      {...register("productIds")}
    />
  );
}
