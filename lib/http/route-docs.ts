import type { z } from "zod";

/** Who may call: anybody, anybody signed in, or administrators. */
export type Access = "public" | "signed-in" | "admin";

/** What the documentation tells of the answer. */
interface AnswerDocs {
  /** 200 unless said otherwise. */
  status?: 200 | 201 | 204 | 303;
  /** Of a JSON answer. */
  schema?: z.ZodType;
  /** Of an answer that is not JSON. */
  types?: readonly string[];
}

/** What is documented of a route; `defineRoute` leaves it on the handler. */
export interface RouteDocs {
  summary: string;
  answer: AnswerDocs;
  access: Access;
  sessionOnly: boolean;
  /** Whether it tells the version of what is edited, and takes it back as a condition. */
  versioned: boolean;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
}

/** Compares an answer with what is documented of it. @throws Error where they differ. */
export async function holdToDocs(response: Response, { summary, answer }: RouteDocs): Promise<void> {
  const { status = 200, schema, types } = answer;
  if (response.status !== status) throw new Error(`"${summary}" answers ${response.status}, not ${status}.`);
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const expected = types ?? (status === 200 || status === 201 ? ["application/json"] : [""]);
  if (!expected.includes(type))
    throw new Error(`"${summary}" answers ${type}, not ${expected.join(" or ")}.`);
  if (schema) schema.parse(await response.clone().json());
}
