import { resolve } from "node:path";
import { z } from "zod";

/** Address ranges that an operator may open for backends; nothing is open unless named. */
const privateRanges = ["loopback", "private", "link-local"] as const;

const port = z.coerce
  .number({ error: "must be a whole number from 1 to 65535" })
  .int("must be a whole number from 1 to 65535")
  .min(1, "must be a whole number from 1 to 65535")
  .max(65535, "must be a whole number from 1 to 65535");
const flag = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((text) => text === "true");
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);
const webOrigin = z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.pathname === "/" && !url.search && !url.hash && !url.username;
}, "must be an origin without a path, e.g. https://gatehouse.example");

const variables = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: webOrigin.optional(),
  GATEWAY_PORT: port.optional(),
  GATEWAY_PROCESSES: z.coerce
    .number({ error: "must be a whole number from 1 to 64" })
    .int("must be a whole number from 1 to 64")
    .min(1, "must be a whole number from 1 to 64")
    .max(64, "must be a whole number from 1 to 64")
    .default(1),
  EMULATOR_PORT: port.default(4010),
  BLOB_PORT: port.default(4011),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql:// (leave it out for SQLite in DATA_DIR)")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  WHEN_REDIS_FAILS: z.enum(["share", "refuse"], { error: "must be share or refuse" }).default("share"),
  GATEHOUSE_SECRET: z.string().min(32, "must be at least 32 characters").optional(),
  ADMIN_EMAIL: z.email("must be an email address").optional(),
  ADMIN_PASSWORD: z.string().min(12, "must be at least 12 characters").optional(),
  ALLOW_PRIVATE_BACKENDS: list
    .pipe(z.array(z.enum(privateRanges, { error: `must list some of ${privateRanges.join(", ")}` })))
    .optional(),
  ALLOW_HTTP: flag.optional(),
  TRUSTED_PROXIES: list.optional(),
  RESULT_ORIGINS: list.pipe(z.array(webOrigin)).optional(),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/[^/\s]+/,
      "must begin with smtp:// or smtps://, e.g. smtp://user:password@mail.example:587",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      "must be an address, e.g. gatehouse@example.com or Gatehouse <gatehouse@example.com>",
    )
    .optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent",
    })
    .default("info"),
  DEMO: flag.default(false),
});

export type Env = ReturnType<typeof readEnv>;

/** A bad or missing environment variable, in one line that names it. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads and checks the environment. Empty variables count as absent.
 * @throws EnvError naming each bad variable and the fix.
 */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(present);
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues.map((issue) => `${issue.path[0]?.toString()} ${issue.message}`).join("; "),
    );
  }
  const { DATA_DIR, ...rest } = parsed.data;
  const demo = rest.DEMO;
  const publicUrl = (rest.PUBLIC_URL ?? `http://localhost:${rest.PORT}`).replace(/\/$/, "");
  return {
    ...rest,
    dataDir: resolve(DATA_DIR),
    production: rest.NODE_ENV === "production",
    demo,
    /** A demo is reachable from its own machine only, unless HOST says otherwise. */
    host: rest.HOST ?? (demo ? "127.0.0.1" : "0.0.0.0"),
    publicUrl,
    allowPrivateBackends: rest.ALLOW_PRIVATE_BACKENDS ?? (demo ? (["loopback"] as const) : []),
    allowHttp: rest.ALLOW_HTTP ?? demo,
    /** Storages whose job results may be previewed, beside Azure's; in a demo, the one beside the emulator. */
    resultOrigins: (rest.RESULT_ORIGINS ?? (demo ? [`http://127.0.0.1:${rest.BLOB_PORT}`] : [])).map(
      (origin) => new URL(origin).origin,
    ),
    trustedProxies: rest.TRUSTED_PROXIES ?? [],
    /** The server that takes our mail; without it mails stay in the outbox. */
    smtp:
      rest.SMTP_URL === undefined
        ? undefined
        : { url: rest.SMTP_URL, from: rest.MAIL_FROM ?? `gatehouse@${new URL(publicUrl).hostname}` },
    /** Where limits are counted for all processes together. */
    redis:
      rest.REDIS_URL === undefined ? undefined : { url: rest.REDIS_URL, whenItFails: rest.WHEN_REDIS_FAILS },
  };
}

let cached: Env | undefined;

/** The environment of this process, read once. */
export function env(): Env {
  cached ??= readEnv();
  return cached;
}

/** Settings that only production insists on. @throws EnvError */
export function checkProduction({ production, demo, GATEHOUSE_SECRET }: Env): void {
  if (!production || demo || GATEHOUSE_SECRET) return;
  throw new EnvError(
    "GATEHOUSE_SECRET is missing; it protects stored credentials, keys and sessions. Make one with: openssl rand -base64 32",
  );
}
