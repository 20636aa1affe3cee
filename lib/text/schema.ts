/** What every text of ours must be, whoever sends it. Browser-safe. */

/** NUL and halves of surrogate pairs: PostgreSQL can store neither, nor look for them. */
export const storable = /^[^\0\p{Cs}]*$/u;
