import { requestToast } from "./toast-queue";

/** A short word about what happened elsewhere on the page. What went wrong in a form belongs in the form. */
export const toast = {
  success: (message: string, description?: string) => send("success", message, description),
  error: (message: string, description?: string) => send("error", message, description),
  info: (message: string, description?: string) => send("info", message, description),
};

function send(tone: "success" | "error" | "info", message: string, description?: string): void {
  requestToast({ tone, message, ...(description !== undefined && { description }) });
}
