// The others' pages come prebuilt in their npm packages: the package's own archive is enough, without its dependencies
// (Elements would bring 320 packages and 1.2 GB that its bundle already holds).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

const packages = [
  {
    name: "rapidoc",
    version: "9.3.8",
    integrity:
      "sha512-eCYEbr1Xr8OJZvVCw8SXl9zBCRoLJbhNGuG5IZTHq/RWAOq/O4MafUCuFEyZHsrhLrlUcGZMa64pyhpib8fQKQ==",
  },
  {
    name: "@stoplight/elements",
    version: "9.0.25",
    integrity:
      "sha512-rDbNsgSCNo74lyV57cBzym+8F68/R2j7UPq4r3w5qK608vX8APNJhTq+2MkbTjsM3bUhFIoRdI225tlI85KpCA==",
  },
];

/** @returns the folder of each package by its name; fetched once, checked against the integrity above. */
export function fetchPrebuilt() {
  return Object.fromEntries(packages.map((one) => [one.name, fetchOne(one)]));
}

function fetchOne({ name, version, integrity }) {
  const target = join(folder, `${name}-${version}`);
  if (existsSync(target)) return target;
  const archives = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  try {
    const args = ["pack", `${name}@${version}`, "--json", "--pack-destination", archives];
    const [packed] = JSON.parse(
      execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
    );
    if (packed.integrity !== integrity) throw new Error(`${name}@${version} is not the archive it was.`);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xzf", join(archives, packed.filename), "-C", target, "--strip-components=1"]);
    return target;
  } finally {
    rmSync(archives, { recursive: true, force: true });
  }
}
