import { describe, expect, it } from "vitest";
import type { OperationInput } from "@/lib/catalogue/schema";
import {
  emptyOperation,
  emptyParameter,
  followTyping,
  formSchema,
  fromForm,
  type ParameterField,
  toForm,
} from "./operation-form-model";

const full: OperationInput = {
  displayName: "Score",
  description: "Scores *rows*.",
  method: "POST",
  urlTemplate: "/score/{id}",
  parameters: [{ name: "id", in: "path", type: "string", required: true, default: "1", enum: ["1", "2"] }],
  request: {
    description: "Rows.",
    required: true,
    representations: [{ contentType: "application/json", sample: "{}", schema: { type: "object" } }],
  },
  responses: [
    { status: 200, description: "OK", representations: [{ contentType: "text/csv", sample: "a,b" }] },
  ],
};

describe("the operation form", () => {
  it("gives back what it was opened with", () => {
    expect(fromForm(formSchema.parse(toForm(full)))).toMatchObject(full);
  });

  it("sends no request when nothing is said of one", () => {
    const typed = { ...toForm(emptyOperation), displayName: "Score", urlTemplate: "/score" };
    expect(fromForm(formSchema.parse(typed)).request).toBeNull();
  });

  it("tells the line and column of broken JSON in a schema", () => {
    const form = toForm(full);
    const broken = { contentType: "application/json", sample: "", schema: '{\n  "type": object\n}' };
    const parsed = formSchema.safeParse({ ...form, request: { representations: [broken] } });
    expect(parsed.error?.issues).toEqual([
      expect.objectContaining({
        path: ["request", "representations", 0, "schema"],
        message: expect.stringContaining("line 2, column 11"),
      }),
    ]);
  });
});

describe("while a template is typed", () => {
  const type = (...steps: string[]) => {
    let before = "";
    let fields: ParameterField[] = [];
    const remembered: ParameterField[] = [];
    for (const typed of steps) {
      const next = followTyping(typed, before, fields, remembered);
      if (next === null) continue;
      remembered.push(...fields);
      fields = next;
      before = typed;
    }
    return fields.map(({ in: place, name }) => `${place} ${name}`);
  };

  it("its parameters come and go with it", () => {
    expect(type("/a/{x}", "/a/{xy}?v={version}", "/a/{x}")).toEqual(["path x"]);
    expect(type("/a?v={v}", "/a")).toEqual([]);
  });

  it("half of a brace changes nothing", () => {
    expect(type("/a/{x}", "/a/{x}/{", "/a/{x}/{y")).toEqual(["path x"]);
  });

  it("what was said of a parameter is remembered, and what was added by hand stays", () => {
    const described = { ...toForm(full).parameters?.[0], description: "Which." } as ParameterField;
    const header = { ...emptyParameter(), name: "X-Trace" };
    const gone = followTyping("/score", "/score/{id}", [described, header], []);
    expect(gone).toEqual([header]);
    expect(followTyping("/score/{id}", "/score", gone ?? [], [described])).toEqual([described, header]);
  });

  it("a parameter that was added by hand and then written into the template is one, not two", () => {
    const byHand = { ...emptyParameter(), name: "v", in: "query" as const, description: "Version." };
    expect(followTyping("/a?v={v}", "/a", [byHand], [])).toEqual([{ ...byHand, required: true }]);
  });
});
