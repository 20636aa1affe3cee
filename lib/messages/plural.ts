type PluralForms = Partial<Record<Exclude<Intl.LDMLPluralRule, "other">, string>> & { other: string };

/**
 * A count in words: picks the form that the locale's rules ask for and puts the grouped number where the form has `#`.
 * `plural("en", 1200, { one: "# call", other: "# calls" })` is "1,200 calls".
 */
export function plural(locale: string, count: number, forms: PluralForms): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return form.replace("#", new Intl.NumberFormat(locale).format(count));
}
