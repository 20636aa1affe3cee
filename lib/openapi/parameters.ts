import { type Parameter, parameterSchema, parameterTypes } from "@/lib/catalogue/operation-schema";
import { type JsonObject, tokenPattern } from "@/lib/catalogue/text-schema";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { extensions } from "./extensions";
import type { Notes } from "./notes";
import { describePlace, documentFault, isObject, listAt, type Place } from "./place";
import { follow, followObject } from "./references";

/** A parameter as the document has it, found and checked. */
export interface FoundParameter {
  /** As it stands in path, query or header. */
  name: string;
  in: "path" | "query" | "header" | "cookie" | "body" | "formData";
  value: JsonObject;
  place: Place;
}

export interface ParameterContext {
  root: JsonObject;
  notes: Notes;
  /** Whether the document is one of ours, and is taken at its word. */
  isOurs: boolean;
}

const places = ["path", "query", "header", "cookie", "body", "formData"] as const;
/** What OpenAPI says is ignored as a parameter: other parts of the document describe it. */
const describedElsewhere = new Set(["accept", "content-type", "authorization"]);

/** A list of parameters, references followed; a later one of the same name and place stands in for an earlier one. */
export function findParameters(
  { root }: Pick<ParameterContext, "root">,
  lists: readonly { value: unknown; place: Place }[],
): FoundParameter[] {
  const found = new Map<string, FoundParameter>();
  for (const list of lists) {
    for (const [index, item] of listAt(list.value, list.place).entries()) {
      const { value, place } = followObject(root, item, [...list.place, index]);
      const parameter = check(value, place);
      found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function check(value: JsonObject, place: Place): FoundParameter {
  const name = typeof value.name === "string" ? value.name.trim() : "";
  if (name === "") throw documentFault(text.parameterWithoutName(describePlace(place)));
  const where = places.find((one) => one === value.in);
  if (!where)
    throw documentFault(text.parameterPlace(describePlace(place), JSON.stringify(value.in) ?? "nothing"));
  return { name, in: where, value, place };
}

/** Whether a header parameter stands for something that the catalogue has elsewhere. */
function isElsewhere({ name }: FoundParameter, { isOurs }: ParameterContext): boolean {
  return !isOurs && describedElsewhere.has(name.toLowerCase());
}

/** What the catalogue keeps of a path, query or header parameter; null when it cannot be kept. */
export function readParameter(found: FoundParameter, context: ParameterContext): Parameter | null {
  const { notes } = context;
  const { value, place, name } = found;
  if (found.in === "cookie") notes.add(place, text.notes.cookie(name));
  if (found.in !== "path" && found.in !== "query" && found.in !== "header") return null;
  if (found.in === "header" && isElsewhere(found, context)) return null;
  if (found.in === "header" && !tokenPattern.test(name)) {
    notes.add(place, text.notes.header(name));
    return null;
  }
  const schema = schemaOf(value, place, context);
  const type = typeOf(schema);
  if (type === "several") notes.add(place, text.notes.several(name));
  const description = notes.clip(value.description, 10_000, place);
  const own = value[extensions.name];
  const parameter: Parameter = {
    name: typeof own === "string" && context.isOurs ? own : name,
    in: found.in,
    type: type === "several" ? "string" : type,
    required: found.in === "path" || value.required === true,
    ...(description !== "" && { description }),
    ...allowedOf(found, type === "several" ? {} : schema, notes),
  };
  return withDefault(parameter, presetOf(found, schema), found, notes);
}

/** Of what type a value is; in 2.0 the parameter says it itself. */
function schemaOf(value: JsonObject, place: Place, { root }: ParameterContext): JsonObject {
  const content = isObject(value.content) ? Object.values(value.content)[0] : undefined;
  const given = value.schema ?? (isObject(content) ? content.schema : undefined);
  if (given === undefined) return value.content === undefined ? value : {};
  const schema = follow(root, given, [...place, "schema"]);
  if (!isObject(schema.value)) return {};
  const [part] = ["allOf", "oneOf", "anyOf"].flatMap((key) => {
    const list = isObject(schema.value) ? schema.value[key] : undefined;
    return Array.isArray(list) ? list : [];
  });
  if (part === undefined || schema.value.type !== undefined) return schema.value;
  const first = follow(root, part, schema.place).value;
  return isObject(first) ? { ...first, ...schema.value } : schema.value;
}

function typeOf(schema: JsonObject): Parameter["type"] | "several" {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((one) => one !== "null");
  if (type === "array" || type === "object") return "several";
  return parameterTypes.find((one) => one === type) ?? "string";
}

function allowedOf({ name, place }: FoundParameter, schema: JsonObject, notes: Notes): { enum?: string[] } {
  if (!Array.isArray(schema.enum)) return {};
  const allowed = [...new Set(schema.enum.filter((value) => value !== null).map(written))];
  if (allowed.length === 0) return {};
  if (allowed.length <= 500 && allowed.every((value) => value.length <= 1_000)) return { enum: allowed };
  notes.add(place, text.notes.allowedDropped(name));
  return {};
}

/** A path parameter's example may stand in for its default: it only fills the console's field. */
function presetOf({ in: where, value }: FoundParameter, schema: JsonObject): unknown {
  const preset = schema.default ?? value.default;
  if (preset !== undefined && preset !== null) return preset;
  return where === "path" ? (value.example ?? value["x-example"] ?? schema.example) : undefined;
}

function withDefault(
  parameter: Parameter,
  preset: unknown,
  { place, name }: FoundParameter,
  notes: Notes,
): Parameter {
  if (preset === undefined || preset === null || preset === "") return parameter;
  const whole = { ...parameter, default: written(preset) };
  if (parameterSchema.safeParse(whole).success) return whole;
  notes.add(place, text.notes.defaultDropped(name));
  return parameter;
}

/** A value as it stands in a URL: lists with commas. */
function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(written).join(",");
  return JSON.stringify(value) ?? "";
}
