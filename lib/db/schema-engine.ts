import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { adapterFactory, type DatabaseTarget } from "./connection";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");
interface EngineBindings {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let engineModule: Promise<EngineModule> | undefined;

/**
 * Prisma's own schema engine as WebAssembly. The ordinary engine is a binary that has to be downloaded; this
 * one comes with the npm packages. Its entry file imports the `.wasm`, which Node 20 does not load by
 * itself, so it is instantiated here.
 */
async function loadEngine(): Promise<EngineModule> {
  const bindingsName = "@prisma/schema-engine-wasm/schema_engine_bg";
  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineModule &
    EngineBindings;
  const folder = dirname(createRequire(import.meta.url).resolve(bindingsName));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return bindings;
}

/**
 * Runs `work` with the engine on a database that can be reached; `datamodel` is what `diffSchemas` leads to.
 * The engine locks a SQLite file for as long as its connection is open, and never closes it: that is done here.
 */
export async function withSchemaEngine<Result>(
  target: DatabaseTarget,
  datamodel: string | undefined,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  engineModule ??= loadEngine();
  const { SchemaEngine: Engine } = await engineModule;
  const factory = adapterFactory(target);
  const connect = factory.connect.bind(factory);
  const connections: { dispose(): Promise<void> }[] = [];
  factory.connect = async () => {
    const connection = await connect();
    connections.push(connection);
    return connection;
  };
  try {
    const engine = await Engine.new(
      { datamodels: datamodel === undefined ? undefined : [["schema.prisma", datamodel]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    return await work(engine);
  } finally {
    for (const connection of connections) await connection.dispose();
  }
}
