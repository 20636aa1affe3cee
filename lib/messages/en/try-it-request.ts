/** What is wrong with a call before it is sent: the field's problem and its fix. Said by the console and by its route. */
export const requestMessages = {
  parameterMissing: (name: string) => `Enter a value for ${name}.`,
  parameterUnknown: (name: string) => `This operation has no parameter ${name}. Remove it.`,
  parameterClimbs:
    "A value in the path may not hold . or .. as a segment of its own, however it is escaped: the gateway refuses such paths. Change the value.",
  parameterNul: "Take out the NUL character: no URL may hold it.",
  brokenCharacter: "Take out the half of a character pair that has lost its other half.",
  headerNameMissing: "Enter the header's name, or remove the row.",
  headerNameInvalid:
    "A header's name has letters, digits and dashes, without spaces or colons, for example X-Trace.",
  headerLineBreak: "A header's value is one line. Take out the line break.",
  headerCharacters:
    "A header's value has printable ASCII characters only. Percent-encode or Base64-encode the others.",
  headerOnce: (name: string) => `${name} may be sent once. Remove the other row.`,
  headerConnection: (name: string) =>
    `${name} is about one connection and is set anew by the gateway. Remove the row.`,
  headerFraming: (name: string) => `${name} follows from the body and is set by itself. Remove the row.`,
  headerHost: "Host is the web service's and is set by the gateway. Remove the row.",
  headerForwarded: (name: string) => `${name} is the gateway's to say. Remove the row.`,
  bodyTooLong: (longestMb: number) =>
    `The console sends bodies of at most ${longestMb} MB. For a longer one, use a code sample.`,
  idInvalid: "This is not an id of Gatehouse.",
  keyInvalid: "A key has printable ASCII characters without spaces. Paste it again.",
  bodyNotBase64: "The body is not valid Base64.",
  templateBroken: "This operation's URL template cannot be read. Tell the API's publisher.",
};

/** What the console's route says when a call cannot be made. */
export const consoleMessages = {
  operationGone: "This operation does not exist, or you may not see it. Reload the page.",
  signInFirst: "You are no longer signed in. Sign in again, or paste a key.",
  notValid: "Some values are not valid.",
  brokenOff: "The answer broke off: the web service closed the connection before the end.",
};
