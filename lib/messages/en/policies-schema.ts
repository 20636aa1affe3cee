/** What the schema of policies says about a wrong value: the field's problem and its fix. */
export const policySchemaMessages = {
  addressInvalid: (entry: string) =>
    `${entry} is no address. Write IPv4 or IPv6 addresses or ranges, for example 203.0.113.7 or 2001:db8::/32.`,
  tooMany: (most: number) => `Use at most ${most.toLocaleString("en")}.`,
  nameMissing: "Enter a name.",
  headerNameInvalid: "Use letters, digits and dashes, for example X-Team.",
  parameterNameInvalid: "Use letters, digits and . _ ~ - only.",
  headerIsOurs: (name: string) => `${name} is written by the gateway itself and cannot be changed here.`,
  headerIsSecret: "Store the secret as the backend's credential instead; here it could be read.",
  cookieNotSet: "Cookies are the web service's to set; here they can only be removed.",
  valueMissing: "Enter a value.",
  valueCharacters: "Use printable ASCII characters only.",
  nameRepeated: (name: string) => `${name} stands there twice. Remove one of them.`,
  bodyLimitInvalid: "Enter a whole number of bytes, at most 2,147,483,648, or leave it empty.",
  originInvalid: (entry: string) =>
    `${entry} is no origin. Write scheme, host and port alone, for example https://app.example.com, or * for any.`,
  originsMissing: "Enter at least one origin, or * for any.",
  anyOriginWithCredentials: "Cookies and credentials cannot be allowed to any origin. Name the origins.",
  corsHeaderInvalid: (entry: string) =>
    `${entry} is no header name. Write names such as X-Team, or * for any.`,
  cacheSecondsInvalid: "Enter a whole number of seconds from 0 to 604,800 (a week).",
  maxAgeInvalid: "Enter a whole number of seconds from 0 to 86,400.",
  issuerMissing: "Enter the issuer exactly as tokens name it (iss).",
  audiencesMissing: "Enter at least one audience: without it, tokens meant for others would pass.",
  keysUrlInvalid: "Enter the https address of the issuer's key set (JWKS).",
  algorithmsMissing: "Choose at least one algorithm.",
  rewriteInvalid:
    "Begin with a slash; use segments, {name} and {*}; leave out query, dot segments and spaces.",
  rewriteNamesSegment: (name: string) =>
    `{${name}} is one operation's own segment. At this scope only {*} can be used, the whole path as it was called.`,
  rewriteUnknown: (name: string, template: string) =>
    `The operation's URL template ${template} has no segment {${name}}.`,
  schemaUncheckable: (fault: string) =>
    `Bodies cannot be checked against the operation's schema: ${fault}. Mend the schema first.`,
  corsByProduct: "CORS cannot be set by product: a browser asks first, without a key.",
} as const;
