import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import type { Viewer } from "@/lib/groups/schema";
import { findVisibleProduct, listVisibleProducts } from "@/lib/products/queries";
import {
  findPortalApi,
  findPortalOperation,
  listOperationsAt,
  listPortalApis,
  listSearchEntries,
} from "./portal-queries";

const guest: Viewer = null;
const ada: Viewer = { id: "ada", role: "developer" };
const bob: Viewer = { id: "bob", role: "developer" };
const root: Viewer = { id: "root", role: "admin" };

async function addProduct(slug: string, groupId: string | null, published = true) {
  await db().product.create({
    data: {
      id: slug,
      slug,
      name: slug,
      published,
      ...(groupId && { groups: { create: { groupId } } }),
    },
  });
}

async function addApi(slug: string, productIds: string[], published = true) {
  await db().api.create({
    data: {
      slug,
      name: slug,
      suffix: slug,
      published,
      tags: ["tag"],
      backend: { create: { url: "https://backend.example", credentialSealed: "sealed-secret" } },
      products: { create: productIds.map((productId) => ({ productId })) },
      operations: {
        create: ["first", "second", "third"].map((name, position) => ({
          slug: name,
          displayName: name,
          method: "GET",
          urlTemplate: `/${name}`,
          position,
        })),
      },
    },
  });
}

describe("the catalogue", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const [id, role] of [
      ["ada", "developer"],
      ["bob", "developer"],
      ["root", "admin"],
    ] as const) {
      await db().user.create({ data: { id, role, email: `${id}@example.com`, name: id } });
    }
    for (const name of ["Administrators", "Developers", "Guests"]) {
      await db().group.create({ data: { id: name, name, kind: "system" } });
    }
    await db().group.create({
      data: { id: "chemists", name: "Chemists", members: { create: { userId: "ada" } } },
    });
    // A custom group with a system group's words in it must not be taken for one.
    await db().group.create({ data: { id: "fake", name: "Guests of honour" } });
    await addProduct("for-guests", "Guests");
    await addProduct("for-developers", "Developers");
    await addProduct("for-chemists", "chemists");
    await addProduct("for-administrators", "Administrators");
    await addProduct("for-fake", "fake");
    await addProduct("for-nobody", null);
    await addProduct("unpublished", "Guests", false);
    for (const product of [
      "for-guests",
      "for-developers",
      "for-chemists",
      "for-administrators",
      "unpublished",
    ]) {
      await addApi(`api-${product}`, [product]);
    }
    await addApi("hidden", ["for-guests"], false);
    await addApi("in-no-product", []);
    await addApi("in-two", ["for-guests", "for-chemists"]);
  });

  const everything = [
    "api-for-administrators",
    "api-for-chemists",
    "api-for-developers",
    "api-for-guests",
    "api-unpublished",
    "hidden",
    "in-no-product",
    "in-two",
  ];

  it.each([
    ["a guest", guest, ["api-for-guests", "in-two"], ["for-guests"]],
    [
      "a developer",
      bob,
      ["api-for-developers", "api-for-guests", "in-two"],
      ["for-developers", "for-guests"],
    ],
    [
      "a member of a custom group",
      ada,
      ["api-for-chemists", "api-for-developers", "api-for-guests", "in-two"],
      ["for-chemists", "for-developers", "for-guests"],
    ],
    [
      "an administrator",
      root,
      everything,
      [
        "for-administrators",
        "for-chemists",
        "for-developers",
        "for-fake",
        "for-guests",
        "for-nobody",
        "unpublished",
      ],
    ],
  ] as const)("shows %s what its groups may see, everywhere alike", async (_, viewer, apis, products) => {
    expect((await listPortalApis(viewer)).map(({ slug }) => slug)).toEqual(apis);
    expect((await listSearchEntries(viewer)).apis.map(({ slug }) => slug)).toEqual(apis);
    expect((await listVisibleProducts(viewer)).map(({ slug }) => slug)).toEqual(products);
    for (const slug of everything) {
      const visible = (apis as readonly string[]).includes(slug);
      expect((await findPortalApi(viewer, slug)) !== null, slug).toBe(visible);
      expect((await findPortalOperation(viewer, slug, "first")) !== null, slug).toBe(visible);
    }
  });

  it("names only the products that the viewer sees", async () => {
    const productsFor = async (viewer: Viewer) =>
      (await findPortalApi(viewer, "in-two"))?.products.map(({ slug }) => slug);
    expect(await productsFor(guest)).toEqual(["for-guests"]);
    expect(await productsFor(ada)).toEqual(["for-chemists", "for-guests"]);
    const [listed] = (await listPortalApis(guest)).filter(({ slug }) => slug === "in-two");
    expect(listed?.products).toEqual([{ slug: "for-guests", name: "for-guests" }]);
  });

  it("leaves hidden APIs out of a product's contents and count", async () => {
    const product = await findVisibleProduct(guest, "for-guests");
    expect(product?.apis.map(({ slug }) => slug)).toEqual(["api-for-guests", "in-two"]);
    const [counted] = (await listVisibleProducts(guest)).filter(({ slug }) => slug === "for-guests");
    expect(counted?.apiCount).toBe(2);
    expect(await findVisibleProduct(guest, "for-chemists")).toBeNull();
  });

  it("knows what stands before and after an operation", async () => {
    const around = async (slug: string) => {
      const operation = await findPortalOperation(guest, "api-for-guests", slug);
      return [operation?.previous?.slug, operation?.next?.slug];
    };
    expect(await around("first")).toEqual([undefined, "second"]);
    expect(await around("second")).toEqual(["first", "third"]);
    expect(await around("third")).toEqual(["second", undefined]);
    expect(await findPortalOperation(guest, "api-for-guests", "fourth")).toBeNull();
  });

  it("lists the operations of one API whose templates begin alike, in its order", async () => {
    const apis = await db().api.findMany({ select: { id: true }, orderBy: { slug: "asc" } });
    for (const { id } of apis) {
      expect((await listOperationsAt(id, "/")).map(({ slug }) => slug)).toEqual(["first", "second", "third"]);
      expect(await listOperationsAt(id, "/sec")).toMatchObject([
        { slug: "second", request: null, responses: [] },
      ]);
    }
    expect(apis.length).toBeGreaterThan(1);
  });

  it("says that a credential is stored and never what it is, nor where calls go", async () => {
    const operation = await findPortalOperation(root, "api-for-guests", "first");
    expect(operation?.api.hasStoredCredential).toBe(true);
    expect(JSON.stringify(operation)).not.toMatch(/sealed-secret|backend\.example/);
  });
});
