import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Native and engine packages stay outside the bundle: they load files of their own.
  serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "pg", "undici", "pino", "@prisma/client"],
};

export default config;
