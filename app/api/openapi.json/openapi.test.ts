import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it, vi } from "vitest";
import { SourceGraph } from "@/lib/audit/testing";
import { listApiOperations } from "@/lib/automation/operations";
import { methods } from "@/lib/automation/schema";
import { allRoutes } from "./all-routes";
import { GET } from "./route";

vi.hoisted(() => vi.stubEnv("PUBLIC_URL", "https://portal.example"));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => null }));

/** Not part of the API: the answer to unknown addresses, the browser's own way to sign in, the document itself. */
const left = ["/api/[...path]", "/api/auth/[...nextauth]", "/api/openapi.json"];

const folders = readdirSync("app/api", { withFileTypes: true, recursive: true })
  .filter(({ name }) => name === "route.ts")
  .map(({ parentPath }) => `/${parentPath.replace(/^app\//, "")}`)
  .filter((address) => !left.includes(address))
  .sort();

const read = async () => (await GET(new Request("https://portal.example/api/openapi.json"))).json();

describe("the JSON API's document", () => {
  it("tells of every route and method on disk, and of no other", async () => {
    expect(Object.keys(allRoutes).sort()).toEqual(folders);
    const { paths } = await read();
    const graph = new SourceGraph(["app/api"]);
    const onDisk = folders.flatMap((address) =>
      graph
        .exportsOf(join(address.slice(1).replace(/^api/, "app/api"), "route.ts"))
        .filter((name) => methods.some((method) => method === name))
        .map((method) => `${method} ${address.replace(/\[(\w+)\]/g, "{$1}")}`),
    );
    const documented = Object.entries<object>(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(onDisk.sort());
  });

  it("is valid OpenAPI 3.1, and names every operation once", async () => {
    const { valid, errors } = await new Validator().validate(await read());
    expect([valid, errors]).toEqual([true, undefined]);
    const ids = listApiOperations(allRoutes).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says what the routes check by: access, scope, parameters and body", async () => {
    const { paths } = await read();
    expect(paths["/api/apis"].get.security).toEqual([{ token: [] }, { session: [] }]);
    expect(paths["/api/profile/tokens"].post.security).toEqual([{ session: [] }]);
    expect(paths["/api/search"].get.security).toEqual([{}, { token: [] }, { session: [] }]);
    expect(paths["/api/apis/{apiId}"].get.parameters).toMatchObject([
      { name: "apiId", in: "path", required: true, schema: { type: "string" } },
    ]);
    expect(paths["/api/audit"].get.parameters.map(({ name }: { name: string }) => name)).toContain("older");
    const { schema } = paths["/api/users"].post.requestBody.content["application/json"];
    expect(schema).toMatchObject({ additionalProperties: false, required: ["name", "email"] });
  });
});
