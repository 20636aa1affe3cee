/** The backend closed or reset an established connection. */
export const lostCode = "GATEHOUSE_CONNECTION_LOST";
/** What the backend sent is no answer. */
export const badAnswerCode = "GATEHOUSE_BAD_ANSWER";
/** No answer began in time. */
export const noAnswerCode = "GATEHOUSE_NO_ANSWER";
/** An answer fell silent. */
export const silentCode = "GATEHOUSE_SILENT";

/** What went wrong on a connection to a backend; told by `code`, as Node's own errors are. */
export class WireError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "WireError";
  }
}

export function connectionLost(message: string): WireError {
  return new WireError(lostCode, message);
}

const lostCodes: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

/** An established connection's error; under its own code it could be taken for one of a connection that never was. */
export function asLost(error: Error): Error {
  const isKnown = "code" in error && lostCodes.has(error.code);
  return isKnown ? error : new WireError(lostCode, error.message, { cause: error });
}

export function badAnswer(what: string): WireError {
  return new WireError(badAnswerCode, `the backend's answer is malformed: ${what}`);
}
