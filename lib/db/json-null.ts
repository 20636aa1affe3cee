import { Prisma } from "./generated/sqlite/client";

/** Writes NULL into a JSON column; plain `null` is ambiguous to Prisma (NULL, or the JSON value null). */
export const jsonNull = Prisma.DbNull;
