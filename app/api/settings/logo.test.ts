import { deflateSync } from "node:zlib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { applyConfiguration } from "@/lib/configuration/commands";
import { exportConfiguration } from "@/lib/configuration/queries";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { getLogo } from "@/lib/settings/logo";
import { readImage } from "@/lib/settings/read-image";
import { GET as SHOW } from "../logo/[hash]/route";
import { DELETE, PUT } from "./logo/[theme]/route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const editor = {
  byToken: false,
  viewer: grace,
  actor: { id: "grace", name: "grace", address: null, requestId: null },
};

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, "latin1"), data, Buffer.alloc(4)]);
}

function png(width: number, height: number, filling = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk("IDAT", Buffer.concat([deflateSync(Buffer.alloc(9)), filling]));
  return Buffer.concat([start, chunk("IHDR", header), data, chunk("IEND", Buffer.alloc(0))]);
}

const jpeg = Buffer.from(
  "ffd8ffe000104a46494600010100000100010000ffc0000b080020004001011100ffda0008010100003f00ffd9",
  "hex",
);
const webp = Buffer.concat([
  Buffer.from("RIFF"),
  Buffer.from([30, 0, 0, 0]),
  Buffer.from("WEBPVP8X"),
  Buffer.from([10, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 49, 0, 0]),
  Buffer.alloc(8),
]);

function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/settings/logo/light", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const at = (theme: string) => ({ params: Promise.resolve({ theme }) });
const upload = (bytes: Buffer | string, theme = "light") =>
  PUT(request("PUT", { data: Buffer.from(bytes).toString("base64") }), at(theme));
const show = (hash: string) => SHOW(request("GET"), { params: Promise.resolve({ hash }) });

describe("a picture's bytes", () => {
  it.each([
    ["PNG", png(56, 28), { type: "image/png", width: 56, height: 28 }],
    ["JPEG", jpeg, { type: "image/jpeg", width: 64, height: 32 }],
    ["WebP", webp, { type: "image/webp", width: 100, height: 50 }],
  ])("tell what %s is and how large", (_, bytes, facts) => {
    expect(readImage(bytes)).toEqual(facts);
  });

  it("tell nothing when they are cut anywhere, and never fail", () => {
    for (const bytes of [png(9, 9), jpeg, webp]) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => readImage(bytes.subarray(0, length))).not.toThrow();
      }
    }
    expect(readImage(png(9, 9).subarray(0, 40))).toBeNull();
    expect(readImage(png(0, 9))).toBeNull();
  });
});

describe("the logo", () => {
  useTestDatabase();

  beforeEach(() => {
    session.user = grace;
  });

  it("is served by its hash, for good, as nothing but a picture", async () => {
    expect((await upload(png(56, 28))).status).toBe(204);
    const { light, dark } = await getLogo();
    expect(light).toMatchObject({ type: "image/png", width: 56, height: 28 });
    expect(dark).toBeNull();
    const answer = await show(light?.hash ?? "");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png(56, 28));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      etag: `"${light?.hash}"`,
    });
  });

  it.each([
    [
      "SVG",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "no PNG, JPEG or WebP",
    ],
    ["a page that begins like a picture", "\x89PNG<html>", "no PNG, JPEG or WebP"],
    ["2,001 pixels", png(2_001, 10), "2,000 pixels"],
    ["more than 256 KB", png(10, 10, Buffer.alloc(256 * 1024)), "256 KB"],
  ])("is not %s", async (_, bytes, message) => {
    const before = await getLogo();
    const answer = await upload(bytes);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(message);
    expect(await getLogo()).toEqual(before);
  });

  it("goes with its bytes when it is removed, and the audit log says so without them", async () => {
    await upload(jpeg, "dark");
    const { dark } = await getLogo();
    expect((await DELETE(request("DELETE"), at("dark"))).status).toBe(204);
    expect((await show(dark?.hash ?? "")).status).toBe(404);
    expect(await db().setting.count({ where: { key: "logo-bytes-dark" } })).toBe(0);
    const events = await db().auditEvent.findMany({ where: { targetId: "logo" }, orderBy: { at: "desc" } });
    expect(events[0]).toMatchObject({ before: { dark: { hash: dark?.hash } }, after: { dark: null } });
    expect(JSON.stringify(events)).not.toContain(jpeg.toString("base64"));
  });

  it("is whole in the configuration file, and comes from it", async () => {
    const { text } = await exportConfiguration(grace);
    expect(text).toContain(`light: data:image/png;base64,${png(56, 28).toString("base64")}`);
    await applyConfiguration(editor, { document: "gatehouse: 1\nsettings:\n  logo: {}\n", prune: false });
    expect(await getLogo()).toEqual({ light: null, dark: null });
    await applyConfiguration(editor, { document: text, prune: true });
    expect((await exportConfiguration(grace)).text).toBe(text);
    expect(await db().setting.count({ where: { key: "logo-bytes-light" } })).toBe(1);
    const bad = "gatehouse: 1\nsettings:\n  logo:\n    dark: data:image/svg+xml;base64,PHN2Zz4=\n";
    const refused = applyConfiguration(editor, { document: bad, prune: false });
    await expect(refused).rejects.toThrow("Line 4, settings > logo > dark: This is no PNG");
  });

  it("is changed by administrators alone", async () => {
    session.user = { ...grace, role: "developer" };
    expect((await upload(jpeg)).status).toBe(403);
    expect((await DELETE(request("DELETE"), at("light"))).status).toBe(403);
  });
});
