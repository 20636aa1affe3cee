import { z } from "zod";

/** The beginning of a job's result, as the console's route answers it. */
export const resultPreview = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** Whether the blob has more rows. */
  more: z.boolean(),
});
export type ResultPreview = z.infer<typeof resultPreview>;
