import { Alert } from "@/components/ui/alert";
import type { ServiceError } from "@/lib/azureml/tables";
import { tryItMessages as text } from "@/lib/messages/en/try-it";

/** A web service's own refusal: its class, and the cases as a list. */
export function ServiceErrorCard({ error }: { error: ServiceError }) {
  return (
    <Alert tone="warning" title={text.serviceRefused} announce={false}>
      <p className="break-words">
        <code className="font-mono text-code">{error.code}</code>: {error.message}
      </p>
      {error.details.length > 0 && (
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {error.details.map(({ code, target, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cases of one answer never move, and may repeat
            <li key={index} className="break-words">
              <code className="font-mono text-code">{code}</code>
              {target !== undefined && target !== "" && ` (${target})`}: {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
