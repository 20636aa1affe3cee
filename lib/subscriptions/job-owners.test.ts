import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { createJobOwners } from "./job-owners";

const origin = "https://service.test";

function owners(errors: unknown[] = []) {
  return createJobOwners({ onError: (error) => errors.push(error) });
}

describe("the owners of jobs", () => {
  useTestDatabase();

  it("are known to every process once they are bound", async () => {
    const here = owners();
    await here.bind(origin, "job", "alice");
    expect(await here.ownerOf(origin, "job")).toBe("alice");
    expect(await owners().ownerOf(origin, "job")).toBe("alice");
    expect(await owners().ownerOf("https://other.test", "job")).toBeNull();
  });

  it("stay the first ones, whoever binds later and wherever", async () => {
    await owners().bind(origin, "job", "alice");
    const there = owners();
    await there.bind(origin, "job", "bob");
    expect(await there.ownerOf(origin, "job")).toBe("alice");
    expect(await db().jobOwner.count()).toBe(1);
  });

  it("hold in this process while they cannot be stored, and are stored at the end", async () => {
    const errors: unknown[] = [];
    const here = owners(errors);
    await db().$executeRawUnsafe('ALTER TABLE "JobOwner" RENAME TO "Away"');
    await here.bind(origin, "job", "alice");
    expect(errors).toHaveLength(1);
    expect(await here.ownerOf(origin, "job")).toBe("alice");
    await db().$executeRawUnsafe('ALTER TABLE "Away" RENAME TO "JobOwner"');
    await here.close();
    expect(await owners().ownerOf(origin, "job")).toBe("alice");
  });
});
