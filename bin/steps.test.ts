import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-steps-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The quickstart up to its first complaint. */
function complaint(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, ["bin/quickstart.mjs"], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, lines: stderr.trim().split("\n") };
}

test("a data folder that cannot be written is one clear line, also for an administrator", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const unfit = [
    file,
    join(file, "below"),
    ...(existsSync("/proc/self") ? ["/proc/gatehouse", "/proc"] : []),
  ];
  for (const path of unfit) {
    const { status, lines } = complaint({ DATA_DIR: path });
    expect([path, status, lines.length]).toEqual([path, 1, 1]);
    expect(lines[0]).toMatch(
      /^The data folder .* cannot be written \(E[A-Z]+\)\. Choose another with DATA_DIR\.$/,
    );
  }
});

test("a port that is none is one clear line", () => {
  const { status, lines } = complaint({ DATA_DIR: join(folder, "data"), PORT: "80x" });
  expect(status).toBe(1);
  expect(lines).toEqual(['PORT must be a whole number from 1 to 65535, not "80x".']);
});
