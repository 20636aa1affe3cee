/** What the schemas of APIs and operations say about a wrong value: the field's problem and its fix. */
export const apiMessages = {
  nameMissing: "Enter a name for the web API.",
  displayNameMissing: "Enter a display name, for example RRS Execute.",
  parameterNameMissing: "Enter the parameter's name.",
  parameterRepeated: (name: string) =>
    `There is already a parameter ${name} in the same place. Remove one of them.`,
  contentTypeInvalid: "Enter a content type such as application/json.",
  statusInvalid: "Enter an HTTP status from 100 to 599.",
  statusRepeated: (status: number) => `There is already a response ${status}. Remove one of them.`,
  methodUnknown: (known: string) => `Choose one of ${known}.`,
  suffixMissing: "Enter a URL suffix, for example azureml-demo.",
  suffixInvalid:
    "Use letters, digits, dots, dashes, underscores and tildes, with single slashes between segments, for example azureml-demo.",
  urlMissing: "Enter the web service URL, for example https://ussouthcentral.services.azureml.net.",
  urlInvalid: "Enter an absolute URL that begins with https:// or http://.",
  urlWithUser: "Take the user name and password out of the URL; store them as the backend's credential.",
  urlWithQuery: "Leave out the query and fragment; they belong in the operations' URL templates.",
  schemeMissing: "Choose a URL scheme.",
  secretMissing: "Enter the secret, or choose to store no credential.",
  secretCharacters:
    "Use printable ASCII characters only; line breaks and other characters cannot be sent in a header.",
  credentialNameMissing: "Enter the name that the secret is sent under.",
  headerNameInvalid: "Use letters, digits and dashes, for example X-Api-Key.",
  userNameMissing: "Enter the user name.",
  timeoutInvalid: (longest: number) => `Enter a whole number of milliseconds from 100 to ${longest}.`,
  tooLong: (longest: number) => `Use at most ${longest.toLocaleString("en")} characters.`,
} as const;
