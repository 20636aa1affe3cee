import { z } from "zod";
import type { Transaction } from "@/lib/db/client";
import { AppError, type FieldError } from "@/lib/errors";
import { unseal } from "@/lib/keys/seal";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import { namesIn, replaceNames } from "./schema";

/** What a sealed value is bound to: moved to another row, it does not open. */
export function namedValuePlace(id: string): string {
  return `named-value:${id}`;
}

const stored = z.union([
  z.object({ name: z.string(), secret: z.literal(false), value: z.string() }),
  z.object({ id: z.string(), name: z.string(), secret: z.literal(true), sealed: z.string() }),
]);

/** The named values of an installation, opened: for commands and the gateways, never for a page. */
export interface NamedValues {
  /** A text with every name replaced. @throws Error naming one that is not there */
  resolve(text: string): string;
  isSecret(name: string): boolean;
  has(name: string): boolean;
  /** The values that must not be shown. */
  secrets: readonly string[];
}

/** One that does not open counts as missing. */
export async function loadNamedValues(
  tx: Pick<Transaction, "namedValue">,
  sealKey: Buffer,
): Promise<NamedValues> {
  const rows = await tx.namedValue.findMany();
  const byName = new Map<string, { value: string; secret: boolean }>();
  for (const row of rows) {
    const read = stored.safeParse(row);
    if (!read.success) continue;
    const { data } = read;
    if (!data.secret) byName.set(data.name, data);
    else {
      const value = openValue(data.sealed, sealKey, data.id);
      if (value !== null) byName.set(data.name, { value, secret: true });
    }
  }
  return namedValues(byName);
}

function openValue(sealed: string, sealKey: Buffer, id: string): string | null {
  try {
    return unseal(sealed, sealKey, namedValuePlace(id));
  } catch {
    // Sealed by another installation's key: what uses it says that it is missing.
    return null;
  }
}

export function namedValues(byName: ReadonlyMap<string, { value: string; secret: boolean }>): NamedValues {
  return {
    resolve: (text) =>
      replaceNames(text, (name) => {
        const found = byName.get(name);
        if (found === undefined) throw new Error(`there is no named value ${name}`);
        return found.value;
      }),
    has: (name) => byName.has(name),
    isSecret: (name) => byName.get(name)?.secret === true,
    secrets: [...byName.values()].flatMap(({ value, secret }) => (secret ? [value] : [])),
  };
}

/** A text that may use named values. */
export interface NamingText {
  field: string;
  text: string;
  /** Whether people without a right to a secret could read it there. */
  isOpen?: boolean;
  /** What is wrong with the text once its names are replaced; null when nothing is. */
  faultOf?: (resolved: string) => string | null;
}

/**
 * @throws AppError invalid-input naming each field that uses a name which is not there, or a secret in the open, or that
 * its names make something it cannot be
 */
export function requireNames(values: NamedValues, texts: readonly NamingText[]): void {
  const faults = texts.flatMap(({ field, text: used, isOpen = false, faultOf }): FieldError[] => {
    const wrong = namesIn(used).find((name) => !values.has(name) || (isOpen && values.isSecret(name)));
    if (wrong !== undefined) {
      return [{ field, message: values.has(wrong) ? text.plainOnly(wrong) : text.unknown(wrong) }];
    }
    const message = faultOf?.(values.resolve(used)) ?? null;
    return message === null ? [] : [{ field, message }];
  });
  const [first] = faults;
  if (first !== undefined) throw new AppError("invalid-input", first.message, { fields: faults });
}
