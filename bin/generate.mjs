// Generates both Prisma clients. The PostgreSQL twin of prisma/schema.prisma is made here by swapping
// the provider. Plain Node, no dependency but the Prisma CLI, and no download: `generate` never runs
// the schema engine, so any existing file may stand in for it (Prisma's own override variable).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "prisma/schema.prisma");
const generated = join(root, "lib/db/generated");
const twin = join(generated, "postgresql.prisma");

const stamp = join(generated, ".generated-from");

const hash = createHash("sha256");
for (const path of [source, join(root, "node_modules/prisma/package.json"), import.meta.filename])
  hash.update(readFileSync(path));
const wanted = hash.digest("hex");
// What is there already stays as it is: others may be reading it.
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) process.exit(0);

mkdirSync(generated, { recursive: true });
writeFileSync(
  twin,
  `// Generated from prisma/schema.prisma by bin/generate.mjs.\n${readFileSync(source, "utf8")
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace("../lib/db/generated/sqlite", "./postgresql")}`,
);

for (const schema of [source, twin]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", schema],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    },
  );
  if (status !== 0) {
    process.stderr.write(`Generating the database client failed:\n${stdout}${stderr}\n`);
    process.exit(1);
  }
}
writeFileSync(stamp, wanted);
