import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { classicOperations } from "@/lib/azureml/templates";
import { priceRegressionService } from "@/lib/azureml/web-service";
import { addBackend, createApi, setCredential } from "@/lib/catalogue/commands";
import { apiInput, backendInput } from "@/lib/catalogue/schema";
import { applyConfiguration } from "@/lib/configuration/commands";
import { configurationReport } from "@/lib/configuration/schema";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { changeProvider } from "@/lib/identities/provider-commands";
import { providerChange } from "@/lib/identities/schema";
import { addNamedValue } from "@/lib/named-values/commands";
import { setPolicy } from "@/lib/policies/commands";
import { policyDocument } from "@/lib/policies/schema";
import { seedBase } from "@/prisma/seed";
import { POST as COMPARE } from "./differences/route";
import { GET, PUT } from "./route";

vi.mock("@/lib/identities/discovery", async (importOriginal) => ({
  ...(await importOriginal<typeof import("@/lib/identities/discovery")>()),
  // Nobody answers here.
  discover: async () => undefined,
}));
const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the configuration know");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const editor = { viewer: grace, actor: { id: "grace", name: "grace", address: null, requestId: null } };

function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/configuration", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const exported = async () => (await GET(request("GET"))).text();
const put = (document: string, prune = false, compared?: string) =>
  PUT(request("PUT", { document, prune, compared }));
const post = (document: string, prune = false) => COMPARE(request("POST", { document, prune }));
const reportOf = async (response: Response) => configurationReport.parse(await response.json());
const apply = async (document: string, prune = false) => reportOf(await put(document, prune));
const compare = async (document: string, prune = false) => reportOf(await post(document, prune));
const wordsOf = async (response: Promise<z.infer<typeof configurationReport>>) =>
  (await response).differences.map(({ change, what }) => `${change} ${what}`);

const problem = z.object({ status: z.number(), errors: z.array(z.object({ message: z.string() })) });
async function refusal(response: Response): Promise<string[]> {
  const { status, errors } = problem.parse(await response.json());
  expect(status).toBe(422);
  return errors.map(({ message }) => message);
}

async function addGrace(): Promise<void> {
  session.user = grace;
  await db().user.create({ data: { id: "grace", email: grace.email, name: "Grace", role: "admin" } });
}

/** What one installation exported, for the tests of another. */
let file = "";

describe("a portal with something of everything", () => {
  useTestDatabase();
  beforeAll(async () => {
    await addGrace();
    await seedBase();
    await addNamedValue(editor, { name: "Host", secret: false, value: "scores.example" });
    await addNamedValue(editor, { name: "Token", secret: true, value: "much-too-secret" });
    const starter = await db().product.findUniqueOrThrow({ where: { slug: "starter" } });
    const input = apiInput.parse({
      name: "Price regression",
      description: "# Prices\r\n\r\nTwo lines, and a tab\there.\n",
      suffix: "prices",
      webServiceUrl: "https://{{Host}}",
      tags: ["prices", "no", "0123"],
      productIds: [starter.id],
    });
    const { id } = await createApi(
      editor,
      input,
      undefined,
      classicOperations({ webService: priceRegressionService }),
    );
    await setCredential(editor, id, { kind: "bearer", secret: "another-secret" });
    await addBackend(editor, id, backendInput.parse({ webServiceUrl: "https://second.example", weight: 3 }));
    const limit = { id: "limit-5e1f", kind: "rate", measure: "calls", limit: 7, periodSeconds: 60 };
    const header = { action: "set", name: "X-Token", value: "{{Token}}" };
    const document = policyDocument.parse({ request: { headers: [header] }, limits: [limit] });
    await setPolicy(editor, { scope: "api", targetId: id }, document);
    const operation = await db().operation.findFirstOrThrow({ where: { apiId: id } });
    const rewrite = policyDocument.parse({ request: { rewrite: "/v2/{workspace}" } });
    await setPolicy(editor, { scope: "operation", targetId: operation.id }, rewrite);
    file = await exported();
  });

  it("is one file without ids, moments and secrets, the same each time", async () => {
    expect(await exported()).toBe(file);
    expect(file).toContain("gatehouse: 1");
    for (const secret of ["much-too-secret", "another-secret", "limit-5e1f", "createdAt", "updatedAt"]) {
      expect(file).not.toContain(secret);
    }
    const ids = await db().api.findMany({ select: { id: true, backendId: true } });
    for (const { id, backendId } of ids) expect(file).not.toMatch(new RegExp(`${id}|${backendId}`));
  });

  it("does not differ from its own file, which applied changes nothing", async () => {
    const before = await readRevisions();
    const events = await db().auditEvent.count();
    const { differences, kept, toSet, unchanged } = await apply(file, true);
    expect({ differences, kept, toSet }).toEqual({ differences: [], kept: [], toSet: [] });
    expect(unchanged).toBeGreaterThan(10);
    expect(await readRevisions()).toEqual(before);
    expect(await db().auditEvent.count()).toBe(events);
  });

  it("tells what a changed file would change, and changes nothing until it is applied", async () => {
    const changed = file
      .replace("name: Price regression", "name: Prices")
      .replace("limit: 5", "limit: 50")
      .replace("value: scores.example", "value: scores.example:8443");
    const refused = await refusal(await post(changed));
    expect(refused.join()).toMatch(
      /^Line \d+, apis > Prices > backend > webServiceUrl: The stored credential/,
    );
    const { differences } = await compare(changed.replace(":8443", ""));
    expect(differences).toEqual([
      {
        change: "changed",
        what: "API Prices",
        changes: [{ path: "name", before: "Price regression", after: "Prices" }],
      },
      {
        change: "changed",
        what: "product Starter",
        changes: [{ path: "limits › 1 › limit", before: "5", after: "50" }],
      },
    ]);
    expect(await exported()).toBe(file);
  });

  it("goes on counting a limit whose number changes, keeps slugs and raises the revision", async () => {
    const before = await readRevisions();
    await apply(file.replace("limit: 5", "limit: 50").replace("name: Price regression", "name: Prices"));
    const { limits } = await db().product.findUniqueOrThrow({ where: { slug: "starter" } });
    expect(limits).toMatchObject([{ id: "starter-rate", limit: 50 }, { id: "starter-quota" }]);
    expect(await db().api.findFirst({ where: { slug: "price-regression" } })).toMatchObject({
      name: "Prices",
    });
    expect((await readRevisions()).catalogue).toBeGreaterThan(before.catalogue);
    const events = await db().auditEvent.findMany({ where: { actorId: "grace" }, orderBy: { at: "asc" } });
    expect(events.slice(-3).map(({ action }) => action)).toEqual([
      "api.update",
      "product.update",
      "configuration.apply",
    ]);
    await apply(file);
    expect(await exported()).toBe(file);
  });

  it("does what a comparison showed or nothing, where it is named", async () => {
    const wanted = file.replace("limit: 5", "limit: 50");
    const { version } = await compare(wanted);
    await apply(file.replace("limit: 5", "limit: 7"));
    const refused = await put(wanted, false, version);
    expect([refused.status, await refused.json()]).toMatchObject([412, { code: "changed-meanwhile" }]);
    expect(await wordsOf(compare(file))).toEqual(["changed product Starter"]);
    expect((await put(wanted, false, (await compare(wanted)).version)).status).toBe(200);
    // What the file does not speak of is none of the comparison's.
    const one = "gatehouse: 1\nsettings:\n  organisation: {name: Ours}\n";
    const seen = await compare(one);
    await apply(file.replace("limit: 5", "limit: 8"));
    expect((await put(one, false, seen.version)).status).toBe(200);
    await apply(file);
    expect(await exported()).toBe(file);
  });

  it("keeps what the file does not name, and removes it on request only", async () => {
    const less = "gatehouse: 1\nproducts:\n  - name: Starter\n    apis: []\n";
    expect(await compare(less)).toMatchObject({ kept: ["product Unlimited"] });
    expect(await wordsOf(compare(less, true))).toEqual([
      "removed product Unlimited",
      "changed product Starter",
    ]);
    await apply(less, true);
    expect(await db().product.count()).toBe(1);
    expect(await db().api.count()).toBe(1);
    await apply(file);
    expect(await exported()).toBe(file);
  });

  it("orders products and operations as the file does", async () => {
    const turned = "gatehouse: 1\nproducts:\n  - name: Unlimited\n  - name: Starter\n";
    expect(await wordsOf(compare(turned))).toContain("changed order of the products");
    await apply(turned);
    const rows = await db().product.findMany({ orderBy: { position: "asc" } });
    expect(rows.map(({ slug }) => slug)).toEqual(["unlimited", "starter"]);
    await apply(file);
    expect(await exported()).toBe(file);
  });

  it("applies all of a file or nothing", async () => {
    const used = await db().product.findUniqueOrThrow({ where: { slug: "unlimited" } });
    await db().subscription.create({
      data: { id: "held", name: "Held", userId: "grace", productId: used.id, state: "active" },
    });
    const response = await put("gatehouse: 1\nproducts:\n  - name: Starter\n    terms: New\n", true);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain("product Unlimited: It has 1 ");
    expect(await exported()).toBe(file);
    await db().subscription.delete({ where: { id: "held" } });
  });
});

describe("an empty portal", () => {
  useTestDatabase();
  beforeAll(addGrace);

  it("becomes what the file says, and says which secrets are still to be set", async () => {
    await db().group.createMany({
      data: ["Administrators", "Developers", "Guests"].map((name) => ({ name, kind: "system" })),
    });
    const { toSet, differences } = await apply(file);
    expect(differences.map(({ change }) => change)).not.toContain("changed");
    expect(toSet).toEqual([
      "Named value Token: its secret value is still to be set.",
      "API Price regression: its credential (bearer) is still to be entered.",
    ]);
    // What kind of credential an API has is told of the one that has it.
    expect(await exported()).toBe(file.replace("      credential: bearer\n", ""));
    expect(await compare(file)).toMatchObject({ differences: [] });
  });
});

describe("identity providers in the file", () => {
  useTestDatabase();
  beforeAll(async () => {
    await addGrace();
    await db().user.update({ where: { id: "grace" }, data: { passwordHash: "some" } });
  });

  const section = (more = "") => `gatehouse: 1
identityProviders:
  - id: company
    kind: oidc
    name: Example
    issuer: https://login.example.com
    clientId: portal
${more}`;
  const provider = () => db().identityProvider.findUniqueOrThrow({ where: { id: "company" } });
  const enter = (changes: object) =>
    changeProvider(
      editor,
      "company",
      providerChange.parse({
        kind: "oidc",
        name: "Example",
        issuer: "https://login.example.com",
        clientId: "portal",
        ...changes,
      }),
    );

  it("are off until their secret is entered, which the differences say", async () => {
    const { differences, toSet } = await apply(section());
    expect(differences).toMatchObject([{ change: "added", what: "identity provider Example" }]);
    expect(toSet).toEqual([
      "Identity provider Example: its client secret is still to be entered; until then it is switched off.",
    ]);
    expect(await provider()).toMatchObject({ active: false, secretSealed: "" });
    expect(await compare(section())).toMatchObject({ differences: [], toSet });
    await expect(enter({})).rejects.toMatchObject({ fields: [{ field: "clientSecret" }] });
    await enter({ clientSecret: "of the provider" });
    expect(await provider()).toMatchObject({ active: true });
    expect(await compare(section())).toMatchObject({ differences: [], toSet: [] });
  });

  it("are written without their secret, and changed with it kept", async () => {
    const { secretSealed } = await provider();
    const text = await exported();
    expect(text).toContain("issuer: https://login.example.com");
    expect(text).not.toContain(secretSealed);
    await apply(section("    active: false\n"));
    expect(await provider()).toMatchObject({ active: false, secretSealed });
    await apply(section());
    expect(await provider()).toMatchObject({ active: true, secretSealed });
  });

  it("keep kind and issuer, for their secret and those who are linked stay where they are", async () => {
    const moved = section().replace("login.example.com", "evil.example.com");
    expect((await refusal(await put(moved))).join()).toMatch(
      /^Line 6, identityProviders > Example > issuer: Its secret/,
    );
    const inClear = section().replace("company", "other").replace("https:", "http:");
    expect((await refusal(await put(inClear))).join()).toMatch(/issuer: Use https/);
  });

  it("are not removed while administrators can sign in by nothing else, nor changed by a token", async () => {
    const none = "gatehouse: 1\nidentityProviders: []\n";
    const byToken = applyConfiguration({ ...editor, byToken: true }, { document: none, prune: true });
    await expect(byToken).rejects.toMatchObject({ code: "not-allowed" });
    await db().user.update({ where: { id: "grace" }, data: { passwordHash: null } });
    await db().identity.create({
      data: { providerId: "company", subject: "1", userId: "grace", label: "grace" },
    });
    expect((await put(none, true)).status).toBe(409);
    expect(await db().identityProvider.count()).toBe(1);
    await db().user.update({ where: { id: "grace" }, data: { passwordHash: "some" } });
    expect((await put(none, true)).status).toBe(200);
    expect(await db().identityProvider.count()).toBe(0);
  });
});

describe("a file that cannot be applied", () => {
  useTestDatabase();
  beforeAll(addGrace);

  it.each([
    [
      "apis:\n  - name: A",
      /^gatehouse: Begin the file with gatehouse: 1.*\nLine 2, apis > A > suffix: suffix is missing/,
    ],
    ["gatehouse: 2", /Line 1, gatehouse: Begin the file with gatehouse: 1/],
    ["- a", /not a configuration file/],
    [
      "gatehouse: 1\napis:\n  - name: A\n    sufix: a\n    backend: {webServiceUrl: https://a.example}",
      /Line 4, apis > A > sufix: There is no field/,
    ],
    [
      "gatehouse: 1\napis:\n  - name: A\n    suffix: a\n    backend:\n      webServiceUrl: nonsense",
      /Line 6, apis > A > backend > webServiceUrl:/,
    ],
    [
      "gatehouse: 1\nproducts:\n  - name: P\n    apis:\n      - nowhere",
      /Line 5, products > P > apis > 0: There is no API/,
    ],
    [
      "gatehouse: 1\nproducts:\n  - name: P\n    groups: [Nobody]",
      /Line 4, products > P > groups > 0: There is no group/,
    ],
    [
      "gatehouse: 1\nproducts:\n  - name: P\n  - name: P",
      /Line 4, products > P: product P stands in the file twice/,
    ],
    ["gatehouse: 1\ngroups:\n  - name: Guests", /Line 3, groups > Guests > name: Guests is a built-in group/],
    [
      "gatehouse: 1\npolicy:\n  request:\n    headers:\n      - {action: set, name: X, value: '{{No}}'}",
      /Line 5, policy > request > headers > X > value: There is no named value No/,
    ],
    [
      "gatehouse: 1\nnamedValues:\n  - {name: S, secret: true}\napis:\n  - name: A\n    suffix: a\n    backend:\n      webServiceUrl: https://{{S}}",
      /Line 8, .*S is secret/,
    ],
    [
      "gatehouse: 1\napis:\n  - {name: A, suffix: a, backend: {webServiceUrl: https://a.example}}\n  - {name: B, suffix: a, backend: {webServiceUrl: https://a.example}}",
      /Line 3, apis > A > suffix: The suffix a belongs to API B/,
    ],
    [
      "gatehouse: 1\napis:\n  - {name: A, suffix: a, versionSet: s, version: V1, backend: {webServiceUrl: https://a.example}}\n  - {name: B, suffix: b, versionSet: s, version: v1, backend: {webServiceUrl: https://a.example}}",
      /Line 3, apis > A > version: B is v1 of this set already/,
    ],
    [
      "gatehouse: 1\napis:\n  - name: A\n    suffix: a\n    sunsetOn: '2027-01-01'\n    backend: {webServiceUrl: https://a.example}",
      /apis > A > deprecatedOn: Say as of when/,
    ],
    [
      "gatehouse: 1\napis:\n  - name: A\n    suffix: a\n    backend: {webServiceUrl: https://a.example}\n    operations:\n      - {displayName: X, method: GET, urlTemplate: '/{a}'}\n      - {displayName: Y, method: GET, urlTemplate: '/{b}'}",
      /Line 7, apis > A > operations > X > urlTemplate/,
    ],
    [
      "gatehouse: 1\nsettings:\n  notifications:\n    api.changed:\n      subject: S\n      body: '{{nothing}}'",
      /Line 6, settings > notifications > api.changed > body: .*nothing/,
    ],
    [
      `gatehouse: 1
apis:
  - name: A
    suffix: a
    backend: {webServiceUrl: https://a.example}
    operations:
      - displayName: X
        method: POST
        urlTemplate: /x
        request: {representations: [{contentType: application/json, schema: {type: nonsense}}]}
        policy: {request: {validateBody: 'on'}}`,
      /^Line 11, apis > A > operations > X > policy > request > validateBody: Bodies cannot be checked/,
    ],
    ["gatehouse: 1\nproducts:\n  - name: P\n   terms: x", /Line 4/],
    [
      "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f, *f, *f, *f, *f, *f]",
      /more than/,
    ],
  ])("is refused by line and place: %s", async (document, message) => {
    expect((await refusal(await put(document))).join("\n")).toMatch(message);
    expect(await db().auditEvent.count()).toBe(0);
  });

  it("is refused when it is larger than 10 MB", async () => {
    expect((await put(`gatehouse: 1\n# ${"x".repeat(10 * 1024 * 1024 + 2_000)}`)).status).toBe(400);
  });

  it("is refused to a token where it opens accounts, in its rules or the mails with links", async () => {
    const byToken = { ...editor, byToken: true };
    for (const closed of [
      "signUp: {mode: open}",
      "notifications: {account.reset: {copies: [a@a.example]}}",
    ]) {
      const document = `gatehouse: 1\nsettings:\n  ${closed}\n`;
      const applied = applyConfiguration(byToken, { document, prune: false });
      await expect(applied).rejects.toMatchObject({ code: "not-allowed" });
    }
    const document = "gatehouse: 1\nsettings:\n  notifications: {api.changed: {mailed: false}}\n";
    await applyConfiguration(byToken, { document, prune: false });
    expect(await db().eventRule.count()).toBe(1);
  });

  it("is for administrators", async () => {
    session.user = { ...grace, role: "developer" };
    expect((await GET(request("GET"))).status).toBe(403);
    expect((await put("gatehouse: 1")).status).toBe(403);
    expect((await post("gatehouse: 1")).status).toBe(403);
    session.user = grace;
  });
});
