/** Plain JavaScript: a configuration in TypeScript is compiled at each start, which takes time and 50 MB.
 * @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` looks at types, tests included; what runs is built without waiting for it.
  typescript: { ignoreBuildErrors: true },
  // Native and engine packages stay outside the bundle: they load files of their own.
  serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "pg", "undici", "pino", "@prisma/client"],
};

export default config;
