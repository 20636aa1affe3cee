import { z } from "zod";

/**
 * What travels over the wire of an Azure Machine Learning Studio (classic) web service.
 * Marks: [doc] documented by Microsoft, [seen] in a captured answer or a real client's code, [ours] our choice.
 */

/** One value of a table. Requests may carry numbers and booleans [seen]; answers carry strings and null only [seen]. */
const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

/** Table form of an input [doc]. */
const tableInputSchema = z.object({
  ColumnNames: z.array(z.string()),
  Values: z.array(z.array(cellSchema)),
});
export type TableInput = z.infer<typeof tableInputSchema>;

/** Swagger form of an input: one object per row [seen]. */
const swaggerInputSchema = z.array(z.record(z.string(), cellSchema));
export type SwaggerInput = z.infer<typeof swaggerInputSchema>;

/** The body of `POST .../execute`. Both members may be absent or null; input names are case-sensitive [seen]. */
export const rrsRequestSchema = z.object({
  Inputs: z.record(z.string(), z.union([tableInputSchema, swaggerInputSchema, z.null()])).nullish(),
  GlobalParameters: z.record(z.string(), cellSchema).nullish(),
});
export type RrsRequest = z.infer<typeof rrsRequestSchema>;

const answeredRows = z.array(z.array(z.string().nullable()));

/** The answer's three forms: `details=true` [doc], neither [seen], `format=swagger` with or without details [seen]. */
export const rrsResponseSchemas = {
  detailed: z.strictObject({
    Results: z.record(
      z.string(),
      z.strictObject({
        type: z.literal("table"),
        value: z.strictObject({
          ColumnNames: z.array(z.string()),
          ColumnTypes: z.array(z.string()),
          Values: answeredRows,
        }),
      }),
    ),
  }),
  values: z.strictObject({
    Results: z.record(
      z.string(),
      z.strictObject({ type: z.literal("table"), value: z.strictObject({ Values: answeredRows }) }),
    ),
  }),
  swagger: z.strictObject({
    Results: z.record(z.string(), z.array(z.record(z.string(), z.string().nullable()))),
  }),
};

/** The body of every refusal [doc]: the outer code and message name the class, the details the case. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ code: z.string(), target: z.string().optional(), message: z.string() })),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
