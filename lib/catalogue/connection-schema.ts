import { z } from "zod";

/** What a test of a backend's connection tells. Browser-safe. */
export const connectionReport = z.object({
  status: z.number().nullable(),
  failure: z.object({ code: z.string(), message: z.string(), detail: z.string().nullable() }).nullable(),
  totalMs: z.number(),
});
export type ReportedConnection = z.infer<typeof connectionReport>;
