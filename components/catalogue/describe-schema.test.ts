import { describe, expect, it } from "vitest";
import { describeSchema, type SchemaLine } from "./describe-schema";

/** A tree as lines: depth, name, type, marks. */
function outline(line: SchemaLine, depth = 0): string[] {
  const marks = [
    line.required && "required",
    ...line.facts.map(({ label, value }) => `${label} ${value}`),
    line.note,
  ].filter(Boolean);
  const own = `${"  ".repeat(depth)}${line.name}: ${line.type}${marks.length > 0 ? ` (${marks.join("; ")})` : ""}`;
  return [own, ...line.children.flatMap((child) => outline(child, depth + 1))];
}

describe("a JSON Schema in words", () => {
  it("tells types, what is required, choices, defaults and what is nested", () => {
    const schema = {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", minLength: 1, description: "Whose." },
        age: { type: ["integer", "null"], minimum: 0 },
        tags: { type: "array", items: { type: "string", enum: ["a", "b"] } },
        on: { type: "boolean", default: true },
        more: { type: "object", additionalProperties: { type: "number" } },
      },
    };
    expect(outline(describeSchema(schema, "body"))).toEqual([
      "body: object",
      "  name: string (required; characters, at least 1)",
      "  age: integer or null (at least 0)",
      "  tags: array of string",
      "    each item: string (one of a, b)",
      "  on: boolean (default true)",
      "  more: object",
      "    any other name: number",
    ]);
  });

  it("follows references within the document, folds allOf and says where a type comes again", () => {
    const schema = {
      allOf: [{ $ref: "#/definitions/base" }, { properties: { next: { $ref: "#/definitions/node" } } }],
      definitions: {
        base: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
        node: { type: "object", properties: { child: { $ref: "#/definitions/node" } } },
      },
    };
    expect(outline(describeSchema(schema, "body"))).toEqual([
      "body: object",
      "  id: string (required)",
      "  next: object",
      "    child: any (Again node, as above.)",
    ]);
  });

  it("names the choices of oneOf and anyOf", () => {
    const schema = { oneOf: [{ type: "string" }, { type: "array", items: { type: "number" } }] };
    expect(outline(describeSchema(schema, "body"))).toEqual([
      "body: any",
      "  One of 1: string",
      "  One of 2: array of number",
      "    each item: number",
    ]);
  });

  it.each([
    ["a reference elsewhere", { $ref: "https://evil.example/schema.json" }],
    ["a reference to nothing", { $ref: "#/definitions/none" }],
    ["a reference to itself", { $ref: "#" }],
    ["a broken escape", { $ref: "#/a%zz" }],
    ["nonsense", { type: 7, properties: [], items: 3, enum: "a", required: "b" }],
  ])("survives %s", (_, schema) => {
    expect(describeSchema(schema, "body").children).toEqual([]);
  });

  it("stops at a size that a page can bear", () => {
    const wide = {
      properties: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`p${index}`, {}])),
    };
    expect(outline(describeSchema(wide, "body")).length).toBeLessThan(500);
    let deep: Record<string, unknown> = { type: "string" };
    for (let level = 0; level < 5_000; level++) deep = { type: "object", properties: { inner: deep } };
    expect(outline(describeSchema(deep, "body")).length).toBeLessThan(50);
    const level = (next: number) => ({ allOf: [1, 2].map(() => ({ $ref: `#/definitions/l${next}` })) });
    const definitions = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`l${n}`, level(n + 1)]));
    expect(outline(describeSchema({ ...level(0), definitions }, "body")).length).toBeLessThan(50);
  });
});
