/** Who may import whom: docs/architecture.md in rules. `npm run check:boundaries`. */
const test = "\\.test\\.tsx?$";

/** A rule: what is in `from` imports nothing of ours but `to`. */
function only(name, from, to, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: test },
    to: { path: "^(app|components|lib|prisma|server\\.ts)", pathNot: to },
  };
}

const browserSafe = [
  "^lib/[^/]+/(schema|[a-z-]+-schema|permissions)\\.ts$",
  "^lib/catalogue/(url-template|json-text|template-parameters|backend-address)\\.ts$",
  "^lib/try-it/",
  "^lib/azureml/(tables|job-results|job-operations|batch-samples|batch-sample-options)\\.ts$",
  "^lib/openapi/samples",
  "^lib/http/(api-client)\\.ts$",
  "^lib/messages/",
  "^lib/products/limits",
  "^lib/settings/palette\\.ts$",
];

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Types may look back: they are gone when the code runs.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only(
      "ui-knows-nothing",
      "^components/ui/",
      ["^components/ui/", "^lib/messages/(en/ui|plural)\\.ts$"],
      "The kit has no domain words.",
    ),
    only(
      "components-are-browser-safe",
      "^components/(?!ui/)",
      ["^components/", ...browserSafe],
      "Components run in the browser: of lib only what is safe there.",
    ),
    only(
      "gateway-stands-alone",
      "^lib/gateway/",
      ["^lib/gateway/", "^lib/limits/", "^lib/errors\\.ts$", "^lib/catalogue/url-template\\.ts$"],
      "No Next, React, Prisma or env on the road.",
    ),
    only("limits-stand-alone", "^lib/limits/", ["^lib/limits/", "^lib/errors\\.ts$"]),
    only("emulator-stands-alone", "^lib/emulator/", ["^lib/emulator/", "^lib/azureml/", "^lib/errors\\.ts$"]),
    only(
      "lib-has-no-doors",
      "^lib/(?!runtime)",
      ["^lib/(?!runtime)"],
      "lib never imports app or components, and the runtime only from doors.",
    ),
    {
      name: "gateway-without-frameworks",
      severity: "error",
      from: { path: "^lib/(gateway|limits)/", pathNot: test },
      to: { path: "node_modules/(next|react|@prisma|next-auth|zod)/" },
    },
    {
      name: "database-behind-lib",
      comment: "Prisma is called in lib and prisma only.",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: ["^app/api/health/", "/testing\\.ts$", test] },
      to: { path: "^lib/db/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
