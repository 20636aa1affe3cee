/** The error of a list stands at the list or at one of its entries. */
export function listError(error: unknown): string | undefined {
  const all = Array.isArray(error) ? error : [error];
  for (const one of all) {
    if (typeof one === "object" && one !== null && "message" in one && typeof one.message === "string") {
      return one.message;
    }
  }
  return undefined;
}
