import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { seal } from "@/lib/keys/seal";
import { namedValues } from "@/lib/named-values/resolve";
import { credentialPlace } from "./credential-place";
import { loadApisForGateway } from "./gateway-queries";

const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);

describe("what gateways load of the catalogue", () => {
  useTestDatabase();

  async function addApi(name: string, sealedBy: Buffer) {
    const backend = await db().backend.create({
      data: { url: `https://${name}.example`, credentialKind: "bearer" },
    });
    const credentialSealed = seal("s3cret", sealedBy, credentialPlace(backend.id));
    await db().backend.update({ where: { id: backend.id }, data: { credentialSealed } });
    const data = { name, slug: name, suffix: name, backendId: backend.id };
    return (await db().api.create({ data })).id;
  }

  function addOperation(apiId: string, slug: string, parameters: object[]) {
    const operation = { slug, displayName: slug, method: "GET", urlTemplate: `/${slug}`, position: 0 };
    return db().operation.create({ data: { apiId, ...operation, parameters } });
  }

  it("is everything that can be used, and by name what cannot", async () => {
    const good = await addApi("good", key);
    await addOperation(good, "fine", [
      { name: "v", in: "query", type: "string", required: true, default: "2.0" },
    ]);
    await addOperation(good, "broken", [{ nonsense: true }]);
    await addApi("foreign", otherKey);

    const { apis, problems } = await loadApisForGateway(key, namedValues(new Map()));

    expect(apis.map(({ name }) => name)).toEqual(["good"]);
    expect(apis[0]?.backend.credential).toEqual({ kind: "bearer", token: "s3cret" });
    expect(apis[0]?.operations).toMatchObject([{ name: "fine", queryDefaults: { v: "2.0" } }]);
    expect(problems.sort()).toEqual([
      "foreign: Error: sealed by another key",
      "good: broken: what is stored of it does not read",
    ]);
  });
});
