import { z } from "zod";

/** SQLite names the columns, PostgreSQL the index, which the migrations call `Table_column_column_key`. */
const uniqueViolation = z.object({
  code: z.literal("P2002"),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        constraint: z.union([
          z.object({ fields: z.array(z.string()) }),
          z.object({ index: z.string().transform((index) => index.split("_").slice(1, -1)) }),
        ]),
      }),
    }),
  }),
});

/** Whether a write failed because another row has the same value in a unique column (or in columns unique together). */
export function isUniqueViolation(error: unknown, column: string): boolean {
  const parsed = uniqueViolation.safeParse(error);
  if (!parsed.success) return false;
  const { constraint } = parsed.data.meta.driverAdapterError.cause;
  return ("fields" in constraint ? constraint.fields : constraint.index).includes(column);
}
