import { EnvError } from "@/lib/env";

/** Why a process could not start, in a line for its operator. */
export function explainStart(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (error instanceof Error && "code" in error) {
    if (error.code === "EACCES" || error.code === "EROFS")
      return `${error.message}. Choose another DATA_DIR.`;
  }
  return error instanceof Error ? error.message : String(error);
}
