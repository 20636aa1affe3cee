import { plural } from "@/lib/messages/plural";

/** What is said around the configuration file, in the console, by the command and of a file that cannot be applied. */
export const configurationMessages = {
  title: "Configuration",
  takenMeanwhile:
    "A name, suffix or slug that the file gives to one thing still belongs to another one. Where two swap theirs, apply the file in two steps.",
  changedMeanwhile:
    "Somebody changed the configuration after it was compared, so the file would now do something else than was shown. Nothing is changed. Compare again; the audit log says who it was.",
  slugInvalid: "Use lower-case letters and digits, with single dashes between them.",
  namedValueShape: "Give a named value its value, or say secret: true.",
  subjectAndBody: "Give both a subject and a body, or neither.",
  versionUnknown: (version: number) =>
    `Begin the file with gatehouse: ${version}, the format that is known here.`,
  notAMapping: (version: number) =>
    `This is not a configuration file: it holds no names and values. It begins with gatehouse: ${version}.`,
  unknownField: (name: string) => `There is no field "${name}". Remove it, or correct its name.`,
  missingField: (name: string) => `${name} is missing. Add it.`,
  fault: (line: number | null, place: string, message: string) =>
    `${line === null ? "" : `Line ${line}, `}${place}: ${message}`,
  moreFaults: (count: number) => plural("en", count, { one: "# more error", other: "# more errors" }),
  kept: (what: string, message: string) => `${what} is not in the file and would stay: ${message}`,
  refused: (what: string, message: string) => `${what}: ${message}`,
  parts: {
    settings: {
      organisation: "organisation settings",
      branding: "branding",
      logo: "logo",
      signUp: "sign-up rules",
      reminders: "reminders",
    },
    notification: (event: string) => `notification ${event}`,
    identityProvider: (name: string) => `identity provider ${name}`,
    namedValue: (name: string) => `named value ${name}`,
    group: (name: string) => `group ${name}`,
    policy: "policy of all APIs",
    api: (name: string) => `API ${name}`,
    backend: (url: string, api: string) => `backend ${url} of API ${api}`,
    operation: (name: string, api: string) => `operation ${name} of API ${api}`,
    product: (name: string) => `product ${name}`,
    operationOrder: (api: string) => `order of the operations of API ${api}`,
    productOrder: "order of the products",
  },
  faults: {
    repeated: (what: string) =>
      `${what} stands in the file twice. Keep one, or give one another slug or name.`,
    apiName: (name: string) => `Another API is called ${name}. Choose another name.`,
    productName: (name: string) => `Another product is called ${name}. Choose another name.`,
    suffix: (suffix: string, api: string) => `The suffix ${suffix} belongs to API ${api}. Choose another.`,
    operationSlug: (slug: string) =>
      `Two operations would have the slug ${slug}. Give one a slug of its own.`,
    systemGroup: (name: string) =>
      `${name} is a built-in group, which cannot be described here. Products may name it.`,
    groupUnknown: (name: string) => `There is no group ${name}, here or in the file.`,
    apiUnknown: (slug: string) => `There is no API with the slug ${slug}, here or in the file.`,
    productPolicyLimits: "Limits of a product stand in its own limits, not in its policy.",
    credentialMoves: (what: string, origin: string) =>
      `The stored credential of ${what} would go to ${origin}. Remove that credential first, and enter it again afterwards.`,
    providerMoves:
      "Its secret and who is linked to it belong to the issuer it has. Change kind or issuer in the console, with the new secret; or give it another id.",
    credentialNames: (what: string, name: string) =>
      `${what} needs the named value ${name}, which would be removed.`,
  },
  toSet: {
    namedValue: (name: string) => `Named value ${name}: its secret value is still to be set.`,
    provider: (name: string) =>
      `Identity provider ${name}: its client secret is still to be entered; until then it is switched off.`,
    credential: (what: string, kind: string) => `${what}: its credential (${kind}) is still to be entered.`,
  },
} as const;
