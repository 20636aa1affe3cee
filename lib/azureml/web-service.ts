/** What is known about one classic web service: enough for its samples, its schemas and its swagger.json. */
export interface WebService {
  name: string;
  description: string;
  input: Port;
  output: Port;
  parameters: GlobalParameter[];
}

/** What `swagger.json` tells of a web service: any number of inputs and outputs, parameters of any type. */
export interface ServiceContract {
  name: string;
  description: string;
  inputs: Port[];
  outputs: Port[];
  parameters: { name: string; description: string; default?: string; sample: string }[];
}

/** A web service as far as its calls are documented. */
export type DescribedService = WebService | ServiceContract;

export function portsOf(service: DescribedService): { inputs: Port[]; outputs: Port[] } {
  return "inputs" in service ? service : { inputs: [service.input], outputs: [service.output] };
}

/** One input or output: its name on the wire and its columns in order. `sampleRows` are rows of real values. */
export interface Port {
  name: string;
  columns: Column[];
  sampleRows: string[][];
}

/** The .NET type names that `ColumnTypes` carries [doc]. */
export type ColumnType = "String" | "Double" | "Int32";

export interface Column {
  name: string;
  type: ColumnType;
}

/** A web service parameter. Without a default it is required [doc]. */
export interface GlobalParameter {
  name: string;
  type: Exclude<ColumnType, "String">;
  description: string;
  minimum: number;
  maximum: number;
  default?: string;
  sample: string;
}

const hashingBits = 3;

/** The tutorial's web service. Column names are ours, after the successor module's. */
export const featureHashingService: WebService = {
  name: "SimpleFeatureHashingExperiment",
  description:
    "Turns a text into numbers: Feature Hashing with a hashing bitsize of 3 and N-grams of 2. Each answer row is the text and how many of its words and word pairs fall into each of the 8 buckets.",
  input: {
    name: "input1",
    columns: [{ name: "Col2", type: "String" }],
    sampleRows: [["This is a good day"]],
  },
  output: {
    name: "output1",
    columns: [
      { name: "Col2", type: "String" },
      ...Array.from({ length: 2 ** hashingBits }, (_, bucket) => ({
        name: `Col2_HashingFeature.${bucket}`,
        type: "Int32" as const,
      })),
    ],
    sampleRows: [["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"]],
  },
  parameters: [],
};

const carColumns: Column[] = [
  { name: "engine-size", type: "Double" },
  { name: "horsepower", type: "Double" },
  { name: "highway-mpg", type: "Double" },
];

/** A small numeric web service: several Double columns, one required and one optional parameter. [ours] */
export const priceRegressionService: WebService = {
  name: "AutomobilePriceRegression",
  description:
    "Estimates a car's price with a linear regression over three measures. An empty or null measure gives an empty estimate.",
  input: {
    name: "input1",
    columns: carColumns,
    sampleRows: [
      ["130", "111", "27"],
      ["91.5", "68", "41"],
    ],
  },
  output: {
    name: "output1",
    columns: [...carColumns, { name: "Scored Labels", type: "Double" }],
    sampleRows: [
      ["130", "111", "27", "15713"],
      ["91.5", "68", "41", "6571.88"],
    ],
  },
  parameters: [
    {
      name: "Currency rate",
      type: "Double",
      description: "How much of the wanted currency one US dollar buys.",
      minimum: 0,
      maximum: 1_000_000,
      sample: "1",
    },
    {
      name: "Decimals",
      type: "Int32",
      description: "How many decimals the estimate is rounded to.",
      minimum: 0,
      maximum: 10,
      default: "2",
      sample: "2",
    },
  ],
};
