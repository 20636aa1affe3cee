"use client";

import { Field } from "@/components/ui/field";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { type ApiFilters, apiSorts, type ListedApi } from "./select-apis";
import { useTypedText } from "./use-typed-text";

interface ApiFilterBarProps {
  apis: readonly ListedApi[];
  filters: ApiFilters;
  onChange: (next: Partial<ApiFilters>) => void;
}

/** Search, tag, product and order of the list of APIs. */
export function ApiFilterBar({ apis, filters, onChange }: ApiFilterBarProps) {
  const tags = [...new Set(apis.flatMap((api) => api.tags))].toSorted((a, b) => a.localeCompare(b, "en"));
  const products = new Map(
    apis.flatMap((api) => api.products.map(({ slug, name }) => [slug, name] as const)),
  );
  const [typed, setTyped] = useTypedText(filters.text);
  const searching = filters.text !== "";
  return (
    <search className="mb-4 grid gap-3 sm:grid-cols-3 lg:grid-cols-[1fr_11rem_11rem_12rem]">
      <SearchInput
        label={text.search}
        value={typed}
        onValueChange={(value) => {
          setTyped(value);
          onChange({ text: value.trim() });
        }}
        className="sm:col-span-3 lg:col-span-1"
      />
      <Field label={text.tag} hideLabel>
        <Select
          value={filters.tag}
          onChange={(event) => onChange({ tag: event.target.value })}
          options={[{ value: "", label: text.allTags }, ...tags.map((tag) => ({ value: tag, label: tag }))]}
        />
      </Field>
      <Field label={text.product} hideLabel>
        <Select
          value={filters.product}
          onChange={(event) => onChange({ product: event.target.value })}
          options={[
            { value: "", label: text.allProducts },
            ...[...products].map(([value, label]) => ({ value, label })),
          ]}
        />
      </Field>
      <Field label={text.sort} hideLabel>
        <Select
          value={searching ? "best" : filters.sort}
          disabled={searching}
          onChange={(event) =>
            onChange({ sort: apiSorts.find((sort) => sort === event.target.value) ?? "name" })
          }
          options={
            searching
              ? [{ value: "best", label: text.sortBest }]
              : apiSorts.map((value) => ({
                  value,
                  label: `${text.sort}: ${text.sorts[value].toLowerCase()}`,
                }))
          }
        />
      </Field>
    </search>
  );
}
