export interface ToastRequest {
  tone: "success" | "error" | "info";
  message: string;
  description?: string;
}

type Show = (request: ToastRequest) => void;

let waiting: ToastRequest[] = [];
let show: Show | undefined;
let wake: (() => void) | undefined;

/** Shows a toast, or keeps it until the part that shows toasts has been loaded. */
export function requestToast(request: ToastRequest): void {
  if (show) {
    show(request);
    return;
  }
  waiting.push(request);
  wake?.();
}

/** Calls `onFirst` when a toast is waiting and nobody shows it yet. Returns how to stop. */
export function onToastWaiting(onFirst: () => void): () => void {
  wake = onFirst;
  if (waiting.length > 0) onFirst();
  return () => {
    wake = undefined;
  };
}

/** Takes over the showing, beginning with what waited. Returns how to give it back. */
export function takeToasts(next: Show): () => void {
  show = next;
  const early = waiting;
  waiting = [];
  for (const request of early) next(request);
  return () => {
    show = undefined;
  };
}
