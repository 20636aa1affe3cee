/** What the settings of signing up say. */
export const signUpSettingsMessages = {
  title: "Sign-up",
  mode: "Who may sign up",
  modes: {
    off: { label: "Nobody", hint: "Administrators invite people, or add them." },
    domains: { label: "Addresses of these domains", hint: "For example everybody at your organisation." },
    open: { label: "Everybody", hint: "Anybody who can receive mail at the address they enter." },
  },
  note: "Whoever signs up confirms the address by a link that is mailed there, and is a developer.",
  domains: "Domains",
  domainsHint:
    "What stands after the @, one on each line, for example example.com. Subdomains are not included.",
  domainInvalid: "Enter domains like example.com, one on each line.",
  domainMissing: "Enter at least one domain.",
  tooManyDomains: "Enter at most 100 domains.",
  saved: "Sign-up rules saved",
} as const;
