import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import {
  GET as READ_ROTATION,
  PUT as STORE_NEXT,
  POST as TAKE_STEP,
} from "./apis/[apiId]/backends/[backendId]/rotation/route";
import { PATCH as CHANGE_BACKEND, GET as READ_BACKEND } from "./apis/[apiId]/backends/[backendId]/route";
import { GET as READ_CREDENTIAL, PUT as SET_CREDENTIAL } from "./apis/[apiId]/credential/route";
import { POST as ADD_API } from "./apis/route";
import { context, demoApi } from "./apis/testing";
import { PUT as CHANGE_PROVIDER } from "./identity-providers/[providerId]/route";
import { POST as ADD_PROVIDER, GET as LIST_PROVIDERS } from "./identity-providers/route";
import { PUT as CHANGE_VALUE } from "./named-values/[valueId]/route";
import { POST as ADD_VALUE, GET as LIST_VALUES } from "./named-values/route";
import { PUT as SET_EXPIRY } from "./subscriptions/[subscriptionId]/expiry/route";
import { GET as LIST_SUBSCRIPTIONS } from "./subscriptions/all/route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of dialogs know");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const person = (id: string): SignedInUser => ({ id, email: `${id}@example.com`, name: id, role: "admin" });

function request(method: string, body?: unknown, ifMatch?: string): Request {
  return new Request("https://portal.example/api", {
    method,
    headers: {
      Origin: "https://portal.example",
      "Content-Type": "application/json",
      ...(ifMatch !== undefined && { "If-Match": ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const problem = z.object({
  status: z.literal(412),
  code: z.literal("changed-meanwhile"),
  detail: z.string(),
  changed: z.object({ by: z.string().nullable(), at: z.string().nullable() }),
});

/** What a dialog edits, of which there is one, saved first as "First". */
interface Dialog {
  name: string;
  make(): Promise<void>;
  /** The ETag that it is opened with. */
  open(): Promise<string>;
  save(text: string, ifMatch?: string): Promise<Response>;
  stored(): Promise<string | null>;
}

const versions = z.array(z.object({ version: z.string() })).length(1);
const versionIn = (rows: unknown) => `"${versions.parse(rows)[0]?.version}"`;

function namedValue(secret: boolean): Dialog {
  const find = () => db().namedValue.findFirstOrThrow();
  return {
    name: secret ? "a secret named value" : "a named value",
    async make() {
      await db().namedValue.deleteMany();
      await ADD_VALUE(request("POST", { name: "Stage", secret, value: "First value" }));
    },
    open: async () => versionIn(await (await LIST_VALUES(request("GET"))).json()),
    async save(value, ifMatch) {
      return CHANGE_VALUE(
        request("PUT", { secret, value }, ifMatch),
        context({ valueId: (await find()).id }),
      );
    },
    async stored() {
      const { value, sealed } = await find();
      return secret ? sealed : value;
    },
  };
}

/** GitHub is asked nothing when one is added or changed. */
const provider = {
  kind: "github",
  name: "GitHub",
  issuer: "https://github.com",
  clientId: "one",
  clientSecret: "a secret of its own",
};

function identityProvider(of: "name" | "clientSecret"): Dialog {
  return {
    name: `an identity provider's ${of}`,
    async make() {
      await db().identityProvider.deleteMany();
      await ADD_PROVIDER(request("POST", { id: "github", ...provider }));
    },
    async open() {
      const { items } = z
        .object({ items: z.unknown() })
        .parse(await (await LIST_PROVIDERS(request("GET"))).json());
      return versionIn(items);
    },
    save: (text, ifMatch) =>
      CHANGE_PROVIDER(
        request("PUT", { ...provider, [of]: text }, ifMatch),
        context({ providerId: "github" }),
      ),
    async stored() {
      const { name, secretSealed } = await db().identityProvider.findFirstOrThrow();
      return of === "name" ? name : secretSealed;
    },
  };
}

const ownBackend = async () => {
  const { id: apiId, backendId } = await db().api.findFirstOrThrow();
  return context({ apiId, backendId });
};

const rotation: Dialog = {
  name: "a credential's rotation",
  async make() {
    await db().api.deleteMany();
    await db().backend.deleteMany();
    await ADD_API(request("POST", { ...demoApi, credential: { kind: "bearer", secret: "First secret" } }));
  },
  async open() {
    return (await READ_ROTATION(request("GET"), await ownBackend())).headers.get("etag") ?? "";
  },
  async save(secret, ifMatch) {
    const body = { credential: { kind: "bearer", secret }, from: null };
    return STORE_NEXT(request("PUT", body, ifMatch), await ownBackend());
  },
  stored: async () => (await db().backend.findFirstOrThrow()).nextSealed,
};

/** Scripts alone set it by itself. */
const credential: Dialog = {
  name: "a backend's credential",
  make: rotation.make,
  async open() {
    const { id: apiId } = await db().api.findFirstOrThrow();
    return (await READ_CREDENTIAL(request("GET"), context({ apiId }))).headers.get("etag") ?? "";
  },
  async save(secret, ifMatch) {
    const { id: apiId } = await db().api.findFirstOrThrow();
    return SET_CREDENTIAL(request("PUT", { kind: "bearer", secret }, ifMatch), context({ apiId }));
  },
  stored: async () => (await db().backend.findFirstOrThrow()).credentialSealed,
};

const expiryVersions = z.object({ items: z.array(z.object({ expiryVersion: z.string() })).length(1) });
let years = 2100;

const expiry: Dialog = {
  name: "a subscription's end",
  async make() {
    await db().subscription.deleteMany();
    await db().product.deleteMany();
    await db().product.create({ data: { id: "p", name: "P", slug: "p" } });
    const columns = { id: "s", name: "S", userId: "ada", productId: "p", state: "active" };
    await db().subscription.create({ data: columns });
  },
  async open() {
    const { items } = expiryVersions.parse(await (await LIST_SUBSCRIPTIONS(request("GET"))).json());
    return `"${items[0]?.expiryVersion}"`;
  },
  // Another year each time, whatever the text.
  save: (_, ifMatch) =>
    SET_EXPIRY(
      request("PUT", { expiresAt: `${years++}-01-01T00:00:00Z` }, ifMatch),
      context({ subscriptionId: "s" }),
    ),
  stored: async () => (await db().subscription.findFirstOrThrow()).expiresAt?.toISOString() ?? null,
};

const dialogs = [
  namedValue(false),
  namedValue(true),
  identityProvider("name"),
  identityProvider("clientSecret"),
  rotation,
  credential,
  expiry,
];

describe("what is edited in a dialog", () => {
  useTestDatabase();
  beforeAll(async () => {
    for (const { id, email, name, role } of [person("ada"), person("grace")]) {
      await db().user.create({ data: { id, email, name, role, passwordHash: "some" } });
    }
  });
  beforeEach(() => {
    session.user = person("ada");
  });

  describe.each(dialogs)("$name, which two people have open", ({ make, open, save, stored }) => {
    beforeEach(make);

    it("is not saved over what the other saved, and says who that was and when", async () => {
      const opened = await open();
      expect(opened).toMatch(/^"[\w-]{22}"$/);
      session.user = person("grace");
      expect((await save("By Grace", await open())).ok).toBe(true);
      const hers = await stored();
      session.user = person("ada");
      const refused = await save("By Ada", opened);
      const { changed, detail } = problem.parse(await refused.json());
      expect(changed.by).toBe("grace@example.com");
      expect(Math.abs(Date.now() - Date.parse(changed.at ?? ""))).toBeLessThan(60_000);
      expect(detail).toContain("grace@example.com changed this after you opened it");
      expect(await stored()).toBe(hers);
    });

    it("is saved over by whoever says so, or names no version", async () => {
      const before = await stored();
      expect((await save("Over it", "*")).ok).toBe(true);
      const over = await stored();
      expect((await save("By a script")).ok).toBe(true);
      expect(new Set([before, over, await stored()]).size).toBe(3);
    });

    it("can be saved again by whoever saved it: the answer has the version that is read next", async () => {
      const first = await save("One more", await open());
      const next = first.headers.get("etag") ?? "";
      expect([first.ok, next]).toEqual([true, await open()]);
      expect((await save("Two more", next)).ok).toBe(true);
    });
  });

  describe("a credential's rotation", () => {
    beforeEach(rotation.make);

    it("takes no step with another credential than the one that was seen", async () => {
      await rotation.save("By Ada");
      const opened = await rotation.open();
      const step = async (name: string, ifMatch?: string) =>
        TAKE_STEP(request("POST", { step: name }, ifMatch), await ownBackend());
      session.user = person("grace");
      expect((await step("cancel")).status).toBe(204);
      await rotation.save("By Grace, and not in use yet");
      const hers = await rotation.stored();
      session.user = person("ada");
      for (const name of ["switch", "finish", "cancel"]) {
        const { changed } = problem.parse(await (await step(name, opened)).json());
        expect(changed.by).toBe("grace@example.com");
      }
      expect(await rotation.stored()).toBe(hers);
      const seen = await step("switch", await rotation.open());
      expect([seen.status, (await step("finish", seen.headers.get("etag") ?? "")).status]).toEqual([
        204, 204,
      ]);
    });

    it("stands in no way of the backend's form, and that in none of its own", async () => {
      const openForm = async () =>
        (await READ_BACKEND(request("GET"), await ownBackend())).headers.get("etag") ?? "";
      const form = await openForm();
      await rotation.save("By Grace");
      expect((await TAKE_STEP(request("POST", { step: "switch" }), await ownBackend())).status).toBe(204);
      const opened = await rotation.open();
      const saved = await CHANGE_BACKEND(
        request("PATCH", { headersTimeoutMs: 9_000 }, form),
        await ownBackend(),
      );
      expect([saved.status, await rotation.open()]).toEqual([204, opened]);
      await TAKE_STEP(request("POST", { step: "finish" }), await ownBackend());
      expect(await openForm()).not.toBe(saved.headers.get("etag"));
    });
  });
});
