import { Prisma } from "./generated/sqlite/client";

/** A part of a statement, its values kept apart from its text. */
export const sql = Prisma.sql;
/** Such parts with commas between them. */
export const joined = Prisma.join;
