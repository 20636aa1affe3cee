import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The README and docs say only what is there. */

const readme = readFileSync("README.md", "utf8");
const documents = [
  "README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);
const envSource = readFileSync("lib/env.ts", "utf8");

describe.each(documents)("%s", (path) => {
  const text = readFileSync(path, "utf8");

  it("names npm commands that exist", () => {
    const named = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );
    for (const name of named) expect(scripts).toContain(name);
  });

  it("links to files that exist", () => {
    const folder = path.includes("/") ? "docs/" : "";
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link ?? "");
    for (const link of links.filter((link) => !link.includes("://") && !link.startsWith("/"))) {
      expect(existsSync(`${folder}${link}`), link).toBe(true);
    }
  });
});

describe("the README's variables", () => {
  const section = readme.slice(readme.indexOf("| variable |"), readme.indexOf("## How it is built"));
  const named = [...section.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(
    ([, cell = ""]) => cell.match(/[A-Z_]+/g) ?? [],
  );

  it("are all read", () => {
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(envSource, name).toContain(`${name}:`);
  });

  it("are all that are read", () => {
    const read = [...envSource.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
    const inner = new Set(["NODE_ENV", "DEMO"]);
    expect(read.filter((name) => name && !inner.has(name) && !named.includes(name))).toEqual([]);
  });
});
