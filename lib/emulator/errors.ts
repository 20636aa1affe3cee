import type { ErrorBody } from "@/lib/azureml/contract";
import { describeError, type ErrorCase } from "@/lib/azureml/error-table";

/** A call that is answered with an error: its status, its body and, rarely, a header that belongs to the status. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly headers: Record<string, string> = {},
  ) {
    super(body.error.message);
  }
}

/** A refusal in Microsoft's words. */
export function refuse(first: ErrorCase, ...others: readonly ErrorCase[]): Refusal {
  const { status, body } = describeError(first, ...others);
  return new Refusal(status, body);
}

interface OwnRefusal {
  status: number;
  code: string;
  message: string;
  detail: { code: string; message: string };
  headers?: Record<string, string>;
}

/** A refusal where nothing is known of the original's words: same shape, our codes. [ours] */
export function refuseInOwnWords({ status, code, message, detail, headers }: OwnRefusal): Refusal {
  return new Refusal(status, { error: { code, message, details: [detail] } }, headers);
}

/** A caller's text in a message: cut, so that an answer never grows with its request. */
export function clip(text: string, length = 80): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
