import { featureHashingService, priceRegressionService, type WebService } from "@/lib/azureml/web-service";
import { hashFeatures } from "./feature-hashing";
import type { EmulatorIdentity } from "./identity";

/** One row of an input, in the order of its columns; null is a missing value. */
export type InputRow = (string | number | null)[];
type OutputRow = (string | null)[];

export interface EmulatedService extends WebService {
  id: string;
  score(row: InputRow, parameters: Record<string, number>): OutputRow;
}

export function emulatedServices({ services }: EmulatorIdentity): EmulatedService[] {
  return [
    { ...featureHashingService, id: services.featureHashing, score: scoreText },
    { ...priceRegressionService, id: services.priceRegression, score: scorePrice },
  ];
}

/** A missing text counts nothing: eight zeros. [ours] */
function scoreText([text]: InputRow): OutputRow {
  const counts = hashFeatures(String(text ?? ""));
  return [text === null || text === undefined ? null : String(text), ...counts.map(String)];
}

const intercept = 2000;
const weights = [110.25, 45.5, -210];

/** A missing measure gives a missing estimate. [ours] */
function scorePrice(row: InputRow, parameters: Record<string, number>): OutputRow {
  const measures = row.filter((measure) => typeof measure === "number");
  const echoed = row.map((measure) => (measure === null ? null : String(measure)));
  if (measures.length < row.length) return [...echoed, null];
  const price = measures.reduce((sum, measure, index) => sum + measure * (weights[index] ?? 0), intercept);
  const converted = price * (parameters["Currency rate"] ?? 1);
  return [...echoed, String(Number(converted.toFixed(parameters.Decimals)))];
}
