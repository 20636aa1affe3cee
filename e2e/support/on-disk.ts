import { readdirSync } from "node:fs";
import { join } from "node:path";

function* filesCalled(name: string, folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesCalled(name, path);
    else if (entry.name === name) yield path;
  }
}

/** The addresses of all files of this name: `app/(portal)/apis/page.tsx` → `/apis`, sorted. */
export function addressesOnDisk(name: "page.tsx" | "route.ts"): string[] {
  return [...filesCalled(name, "app")]
    .map((path) => path.slice("app".length, -`/${name}`.length).replace(/\/\([^)]+\)/g, "") || "/")
    .sort();
}
