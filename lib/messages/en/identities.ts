import { plural } from "@/lib/messages/plural";

/** What is said of signing in with an account from elsewhere. */
export const identityMessages = {
  title: "Identity providers",
  description:
    "Where people may sign in with an account they have already. Each shows as a button on the sign-in page at once, and on the sign-up page where people may sign up.",
  add: "Add identity provider",
  none: "No identity providers",
  noneHint:
    "People sign in with email and password. Add your organisation's OpenID Connect, Microsoft Entra ID or GitHub.",
  kind: "Kind",
  kinds: {
    oidc: { label: "OpenID Connect", hint: "Keycloak, Okta, Auth0, Google and others that speak it." },
    entra: { label: "Microsoft Entra ID", hint: "One tenant." },
    github: { label: "GitHub", hint: "github.com, or a GitHub Enterprise Server." },
  },
  id: "Short name",
  idHint: "Stands in the redirect URI, and cannot be changed later. Small letters, digits and hyphens.",
  name: "Button text",
  nameHint: "What stands after “Sign in with”, for example Example Corp.",
  issuer: {
    oidc: {
      label: "Issuer URL",
      hint: "As its discovery document says it, for example https://login.example.com/realms/staff.",
    },
    entra: {
      label: "Tenant ID",
      hint: "Directory (tenant) ID of the app registration: a GUID, not “common” or “organizations”.",
    },
    github: {
      label: "GitHub address",
      hint: "https://github.com, or the address of your GitHub Enterprise Server.",
    },
  },
  clientId: "Client ID",
  clientSecret: "Client secret",
  secretWaiting: "None is stored yet. Nobody can sign in with it until you enter it.",
  secretKept: "Leave it empty to keep the one that is stored. A new issuer needs it again.",
  active: "Shown on the sign-in page",
  activeHint: "Otherwise nobody signs in with it; what is linked stays.",
  redirectUri: "Redirect URI",
  redirectHint: "Enter this at the provider, exactly.",
  copyRedirect: "Copy the redirect URI",
  edit: (name: string) => `Edit ${name}`,
  save: "Save",
  cancel: "Cancel",
  saved: (name: string) => `${name} is saved`,
  actions: (name: string) => `Actions for ${name}`,
  change: "Edit",
  delete: "Delete",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteConsequence: (count: number) =>
    count === 0
      ? "Nobody signs in with it."
      : `${plural("en", count, { one: "# person signs", other: "# people sign" })} in with it. Those without a password need “Forgot password?” to get one.`,
  deleted: (name: string) => `${name} is deleted`,
  people: "People",
  state: "State",
  states: { on: "On the sign-in page", off: "Off", waiting: "Off, waits for its secret" },

  idInvalid: "Use 2 to 40 small letters, digits and hyphens, a letter first.",
  idTaken: "There is an identity provider of this short name. Choose another.",
  nameTaken: "There is an identity provider of this name. Choose another.",
  nameMissing: "Enter what the button says.",
  tooLong: "This is too long.",
  unprintable: "Take out the characters that cannot be stored.",
  issuerInvalid: "Enter an https address without query or fragment.",
  tenantInvalid: "Enter the tenant's ID, for example 72f988bf-86f1-41af-91ab-2d7cd011db47.",
  originOnly: "Enter the address of the server alone, for example https://github.com.",
  httpsOnly: "Use https. Plain http is taken only where the operator has set ALLOW_HTTP.",
  clientIdMissing: "Enter the client ID that the provider gave you.",
  secretMissing: "Enter the client secret that the provider gave you.",
  secretAgain: "Enter the client secret again: it is not sent to another address than before.",
  missing: "There is no such identity provider.",
  lastWayIn:
    "No administrator could sign in without this provider. Give one a password, or link another provider, first.",
  discovery: {
    unreachable: (url: string) =>
      `${url} could not be read. Check the address, and that this server may reach it.`,
    refused: (url: string) =>
      `${url} is in a private network. The operator can open such addresses with ALLOW_PRIVATE_BACKENDS.`,
    invalid: (url: string) => `${url} is not a discovery document of OpenID Connect.`,
    otherIssuer: (issuer: string) =>
      `Its discovery document names another issuer: ${issuer}. Enter that one if it is right.`,
    endpoint: (url: string) => `Its discovery document names ${url}, which is not allowed here.`,
  },

  signInWith: (name: string) => `Sign in with ${name}`,
  signUpWith: (name: string) => `Sign up with ${name}`,
  or: "or",
  own: {
    title: "Linked identities",
    description: "Accounts from elsewhere that you can sign in with.",
    none: "None yet.",
    since: "Linked",
    lastUsed: "last used",
    link: (name: string) => `Link ${name}`,
    linkConsequence:
      "You will be able to sign in with that account. Your password shows that it is you who asks.",
    yourPassword: "Your password",
    goOn: (name: string) => `Go on to ${name}`,
    unlink: "Unlink",
    unlinkNamed: (name: string) => `Unlink ${name}`,
    unlinkQuestion: (name: string) => `Unlink ${name}?`,
    unlinkConsequence: "You cannot sign in with it any more until you link it again.",
    unlinked: (name: string) => `${name} is unlinked`,
    onlyWayIn: "This is your only way to sign in. Choose a password first.",
    linked: (name: string) => `${name} is linked`,
    missing: "You have no such identity.",
    started: "Linking could not be started. Try again.",
  },
  ways: "Signs in with",
  password: "Password",
  noWays: "Nothing yet",
  noPassword: {
    description: "You sign in with a linked identity. A password is another way in.",
    action: "Choose a password by mail",
  },
} as const;

/** Why signing in, or linking, did not work. */
export const identityFailures = {
  "provider-failed":
    "The other side did not confirm who you are, or you went back. Try again; if it keeps failing, tell your administrator.",
  "email-unverified":
    "The other side does not say that your email address is confirmed, so it opens no account here. Confirm it there, or sign in with your password and link it in your profile.",
  "sign-up-closed":
    "You have no account here, and cannot open one by yourself. Ask an administrator for an invitation.",
  "identity-differs":
    "Your account here is linked to another account there. Sign in with that one, or with your password.",
  "link-taken": "That account is linked to somebody else here. Unlink it there first.",
  "link-exists": "You have linked another account there already. Unlink it first.",
  "link-over": "Linking took too long, or you were signed out in between. Start it again in your profile.",
} as const;
