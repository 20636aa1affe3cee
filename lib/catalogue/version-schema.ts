import { z } from "zod";
import type { FieldError } from "@/lib/errors";
import { versionMessages as text } from "@/lib/messages/en/versions";
import { textSchema } from "./text-schema";

/** What makes an API a version of a set, and what says that callers should leave it. Browser-safe. */

const versionSet = z
  .string()
  .trim()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, text.setInvalid);

/** Lower case: `V1` and `v1` would be two of a set. */
export const versionName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { error: text.versionMissing, abort: true })
  .max(50)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, text.versionInvalid);

/** A day in UTC, `2026-11-23`. */
const day = z.iso.date({ error: text.dayInvalid });

export const versionFields = {
  versionSet: versionSet.nullable(),
  version: versionName.nullable(),
  deprecatedOn: day.nullable(),
  sunsetOn: day.nullable(),
  deprecationNote: textSchema(2_000),
};
const versioning = z.strictObject(versionFields);
export type Versioning = z.infer<typeof versioning>;

export const unversioned: Versioning = {
  versionSet: null,
  version: null,
  deprecatedOn: null,
  sunsetOn: null,
  deprecationNote: "",
};

export const versionColumns = [
  "versionSet",
  "version",
  "deprecatedOn",
  "sunsetOn",
  "deprecationNote",
] as const satisfies (keyof Versioning)[];

/** What does not go together; null where all does. */
export function versionFault(versioning: Versioning): FieldError | null {
  const { versionSet, version, deprecatedOn, sunsetOn, deprecationNote } = versioning;
  if (versionSet !== null && version === null) return { field: "version", message: text.versionMissing };
  if (versionSet === null && version !== null) return { field: "versionSet", message: text.setMissing };
  if (deprecatedOn === null && (sunsetOn !== null || deprecationNote !== "")) {
    return { field: "deprecatedOn", message: text.deprecationMissing };
  }
  if (deprecatedOn !== null && sunsetOn !== null && sunsetOn < deprecatedOn) {
    return { field: "sunsetOn", message: text.sunsetEarly };
  }
  return null;
}

/** An input of a form: left empty, it says nothing. */
function orEmpty<Field extends z.ZodType<string | null, string | null>>(field: Field) {
  return z
    .string()
    .transform((typed) => (typed.trim() === "" ? null : typed))
    .pipe(field);
}

/** The same as a form holds it. */
export const versioningForm = z.strictObject({
  ...versionFields,
  versionSet: orEmpty(versionFields.versionSet),
  version: orEmpty(versionFields.version),
  deprecatedOn: orEmpty(versionFields.deprecatedOn),
  sunsetOn: orEmpty(versionFields.sunsetOn),
});

const versionRow = z.object({
  id: z.string(),
  name: z.string(),
  suffix: z.string(),
  version: z.string(),
  published: z.boolean(),
  deprecatedOn: z.string().nullable(),
  sunsetOn: z.string().nullable(),
  /** Whether the catalogue shows it for all of them. */
  isShown: z.boolean(),
});
export type VersionRow = z.infer<typeof versionRow>;
export const versionList = z.array(versionRow);
