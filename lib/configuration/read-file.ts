import type { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { configurationMessages as text } from "@/lib/messages/en/configuration";
import { describePlace, isObject, type Place } from "@/lib/openapi/place";
import { readBounded } from "@/lib/openapi/read-document";
import { type Configuration, configurationDocument, formatVersion } from "./document-schema";
import { lineFinder } from "./locate";

/** What is wrong at a place of the file. */
export interface PlacedFault {
  place: Place;
  message: string;
}

/** A configuration file, read. */
export interface ConfigurationFile {
  configuration: Configuration;
  /** The same faults, each with its line and place: what is thrown. */
  refuse(faults: readonly PlacedFault[]): AppError;
}

/** Reads YAML or JSON, bounded as every document is. @throws AppError unprocessable, naming lines and places */
export function readConfigurationFile(source: string): ConfigurationFile {
  const raw = readBounded(source);
  const refuse = (faults: readonly PlacedFault[]) => refusal(source, raw, faults);
  if (!isObject(raw)) throw refuse([{ place: [], message: text.notAMapping(formatVersion) }]);
  const parsed = configurationDocument.safeParse(raw);
  if (!parsed.success) throw refuse(parsed.error.issues.flatMap((issue) => faultsOf(raw, issue)));
  return { configuration: parsed.data, refuse };
}

function faultsOf(raw: unknown, issue: z.core.$ZodIssue): PlacedFault[] {
  const place = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ place: [...place, key], message: text.unknownField(key) }));
  }
  const isMissing = issue.code === "invalid_type" && valueAt(raw, place) === undefined;
  return [{ place, message: isMissing ? text.missingField(String(place.at(-1))) : issue.message }];
}

function valueAt(raw: unknown, place: Place): unknown {
  return place.reduce<unknown>((at, step) => memberOf(at, step), raw);
}

function memberOf(value: unknown, step: string | number): unknown {
  return Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
}

const mostFaults = 50;

function refusal(source: string, raw: unknown, faults: readonly PlacedFault[]): AppError {
  const lineOf = lineFinder(source);
  const fields = faults.slice(0, mostFaults).map(({ place, message }): FieldError => {
    const where = describePlace(namedPlace(raw, place));
    return { field: place.join("."), message: text.fault(lineOf(place), where, message) };
  });
  const more = faults.length - fields.length;
  if (more > 0) fields.push({ field: "", message: text.moreFaults(more) });
  return new AppError("unprocessable", fields[0]?.message ?? "", { fields });
}

/** A place with the names of what stands in lists, in place of their numbers. */
function namedPlace(raw: unknown, place: Place): Place {
  let at: unknown = raw;
  return place.map((step) => {
    const inner = memberOf(at, step);
    at = inner;
    if (typeof step === "string" || !isObject(inner)) return step;
    const name = inner.displayName ?? inner.name ?? inner.slug;
    return typeof name === "string" ? name : step;
  });
}
