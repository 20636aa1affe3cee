import { Alert } from "@/components/ui/alert";
import { adminMessages } from "@/lib/messages/en/admin";
import type { SaveFailure } from "./use-save";

const text = adminMessages.form;

/** Why a form was not taken, as far as its fields do not say so. */
export function FormFailure({
  failure,
  title = text.failed,
}: {
  failure: SaveFailure | null;
  title?: string;
}) {
  if (!failure) return null;
  return (
    <Alert tone="danger" title={title} announce>
      <p className="break-words">{failure.message}</p>
      {failure.details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {failure.requestId && <p className="font-mono text-code">{text.reference(failure.requestId)}</p>}
    </Alert>
  );
}
