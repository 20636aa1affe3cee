import {
  httpMethods,
  type OperationInput,
  type OperationResponse,
  operationInput,
  type Parameter,
  type Representation,
} from "@/lib/catalogue/operation-schema";
import { followTemplate } from "@/lib/catalogue/template-parameters";
import { type JsonObject, longestTextCharacters } from "@/lib/catalogue/text-schema";
import { parseUrlTemplate, templateShape } from "@/lib/catalogue/url-template";
import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { type BodyContext, readBodyParameters, readRequestBody, readResponses } from "./bodies";
import { extensions } from "./extensions";
import { type FoundParameter, findParameters, readParameter } from "./parameters";
import {
  describePlace,
  documentFault,
  entriesAt,
  isObject,
  listAt,
  objectAt,
  type Place,
  textOf,
} from "./place";
import { followObject } from "./references";
import { addQuery, isSamePath, type PathTemplate, readPath } from "./url-template";

export const mostOperations = 2_000;

/** Every operation of a document's paths, in its order. @throws AppError unprocessable */
export function readOperations(context: BodyContext): OperationInput[] {
  const { root, notes } = context;
  const found = inOrder(findOperations(context));
  if (found.length > mostOperations) {
    throw documentFault(text.tooManyOperations(found.length, mostOperations));
  }
  const operations: OperationInput[] = [];
  const shapes = new Map<string, string>();
  for (const one of found) {
    const operation = readOperation(one, context);
    const shape = `${operation.method} ${shapeOf(operation.urlTemplate)}`;
    const other = shapes.get(shape);
    if (other !== undefined) notes.add(one.place, text.notes.sameCalls(other));
    else {
      shapes.set(shape, operation.displayName);
      operations.push(operation);
    }
  }
  if (isObject(root.webhooks)) notes.add(["webhooks"], text.notes.webhooks);
  if (operations.length === 0) throw documentFault(text.noOperations);
  return operations;
}

interface FoundOperation {
  path: string;
  method: string;
  value: JsonObject;
  place: Place;
  /** What the path says for all of its operations. */
  shared: { value: JsonObject; place: Place };
}

function findOperations({ root, notes }: BodyContext): FoundOperation[] {
  if (root.paths === undefined || root.paths === null) throw documentFault(text.noPaths);
  const found: FoundOperation[] = [];
  for (const [path, item] of entriesAt(root.paths, ["paths"])) {
    if (path.startsWith("x-")) continue;
    const at = ["paths", path];
    const shared = followObject(root, item ?? {}, at);
    // Beside a path's reference there may be operations of its own.
    const own = isObject(item) ? item : {};
    const { $ref: _, ...members } = { ...shared.value, ...own };
    if (members.servers !== undefined) notes.add(at, text.notes.ownServers);
    for (const [name, value] of Object.entries(members)) {
      const method = name.toUpperCase();
      if (name === "trace") notes.add([...at, name], text.notes.trace);
      if (name !== name.toLowerCase() || !httpMethods.some((one) => one === method)) continue;
      const place = [...(name in own ? at : shared.place), name];
      found.push({ path, method, value: objectAt(value, place), place, shared });
    }
  }
  return found;
}

/** A document of ours says in which order they were, where its paths cannot. */
function inOrder(found: FoundOperation[]): FoundOperation[] {
  const positionOf = ({ value }: FoundOperation) => Number(value[extensions.position] ?? 0);
  return found.every((one) => Number.isFinite(positionOf(one)))
    ? found.sort((one, other) => positionOf(one) - positionOf(other))
    : found;
}

function readOperation(
  { path, method, value, place, shared }: FoundOperation,
  context: BodyContext,
): OperationInput {
  const { root, notes } = context;
  if (value.servers !== undefined) notes.add(place, text.notes.ownServers);
  const found = findParameters(context, [
    { value: shared.value.parameters, place: [...shared.place, "parameters"] },
    { value: value.parameters, place: [...place, "parameters"] },
  ]);
  const { urlTemplate, parameters } = readTemplate(path, value, found, place, context);
  const consumes = typesOf(value.consumes ?? root.consumes, place);
  const operation = {
    displayName: nameOf(value, method, path, place, context),
    description: descriptionOf(value, place, context),
    method,
    urlTemplate,
    parameters: followTemplate(urlTemplate, parameters).slice(0, 200),
    request: context.isTwo
      ? readBodyParameters(found, consumes, context)
      : readRequestBody(value.requestBody, [...place, "requestBody"], context),
    responses: inOwnOrder(
      readResponses(
        value.responses,
        [...place, "responses"],
        typesOf(value.produces ?? root.produces, place),
        context,
      ),
      value,
    ),
  };
  // The schemas have been checked where they were read, each once.
  const parsed = operationInput.safeParse({
    ...operation,
    request: operation.request && withoutSchemas(operation.request),
    responses: operation.responses.map(withoutSchemas),
  });
  if (parsed.success) {
    return { ...parsed.data, request: operation.request, responses: operation.responses };
  }
  const [issue] = parsed.error.issues;
  const where = [...place, ...(issue?.path ?? []).map(String)];
  throw documentFault(text.invalidOperation(describePlace(where), issue?.message ?? ""));
}

function inOwnOrder(responses: OperationResponse[], operation: JsonObject): OperationResponse[] {
  const order = operation[extensions.responses];
  if (!Array.isArray(order)) return responses;
  return responses.sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
}

function withoutSchemas<Body extends { representations: Representation[] }>(body: Body): Body {
  return { ...body, representations: body.representations.map(({ schema: _, ...rest }) => rest) };
}

function readTemplate(
  path: string,
  operation: JsonObject,
  found: readonly FoundParameter[],
  place: Place,
  context: BodyContext,
): { urlTemplate: string; parameters: Parameter[] } {
  const { notes } = context;
  const ours = ownTemplate(path, operation, place, context);
  if (ours !== null) {
    const kept = found.filter(({ value }) => value[extensions.fixed] !== true);
    return { urlTemplate: ours, parameters: kept.flatMap((one) => readParameter(one, context) ?? []) };
  }
  const pathPlace = place.slice(0, 2);
  const { template, names } = readPath(path, pathPlace, notes);
  const all = found.flatMap((one) => {
    const parameter = readParameter(one, context);
    return parameter === null ? [] : [renamed(parameter, one, names, context)];
  });
  const read = all.filter((parameter) => parameter !== null);
  const isNeeded = (parameter: Parameter) => parameter.in === "query" && parameter.required;
  const withQuery = addQuery(template, read.filter(isNeeded), place, notes);
  const others = read.filter((parameter) => !isNeeded(parameter));
  return { urlTemplate: withQuery.template, parameters: distinct([...others, ...withQuery.parameters]) };
}

/** The template that a document of ours gives, where it still is this path's. */
function ownTemplate(
  path: string,
  operation: JsonObject,
  place: Place,
  { notes }: BodyContext,
): string | null {
  const given = operation[extensions.urlTemplate];
  if (typeof given !== "string" || !parseUrlTemplate(given).ok) return null;
  const { template } = readPath(path.split("?")[0] ?? path, place.slice(0, 2), notes);
  return isSamePath(given, template) ? given : null;
}

function renamed(
  parameter: Parameter,
  { place, name }: FoundParameter,
  names: PathTemplate["names"],
  { notes }: BodyContext,
): Parameter | null {
  if (parameter.in !== "path") return parameter;
  const inTemplate = names.get(name);
  if (inTemplate === undefined) notes.add(place, text.notes.parameterNotInPath(name));
  return inTemplate === undefined ? null : { ...parameter, name: inTemplate };
}

/** Names count without case, as the gateway compares them; the first stays. */
function distinct(parameters: readonly Parameter[]): Parameter[] {
  const seen = new Set<string>();
  return parameters.filter((parameter) => {
    const key = `${parameter.in} ${parameter.name.toLowerCase()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function nameOf(
  value: JsonObject,
  method: string,
  path: string,
  place: Place,
  { notes }: BodyContext,
): string {
  const [name = ""] = [textOf(value.summary), textOf(value.operationId), `${method} ${path}`]
    // One line of it; its spaces stay.
    .map((one) => one.trim().replace(/[^\S ]+/g, " "))
    .filter(Boolean);
  return notes.clip(name, 200, place).trim() || method;
}

function descriptionOf(value: JsonObject, place: Place, { notes }: BodyContext): string {
  const description = notes.clip(value.description, longestTextCharacters - 100, place);
  return value.deprecated === true ? `**${text.notes.deprecated}**\n\n${description}`.trim() : description;
}

/** The content types that 2.0 gives for a whole operation; JSON where it gives none. */
function typesOf(given: unknown, place: Place): string[] {
  const types = listAt(given, place).filter((type) => typeof type === "string");
  return types.length > 0 ? [...new Set(types)] : ["application/json"];
}

function shapeOf(urlTemplate: string): string {
  const parsed = parseUrlTemplate(urlTemplate);
  return parsed.ok ? templateShape(parsed.template) : urlTemplate;
}
