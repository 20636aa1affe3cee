import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

interface ApiAccessProps {
  api: {
    baseUrl: string;
    requiresSubscription: boolean;
    keyHeader: string;
    keyQuery: string;
    /** The name of a product that answers without a key, or null. */
    openProduct: string | null;
  };
}

/** Where an API is called, and what tells it who calls. */
export function ApiAccess({ api }: ApiAccessProps) {
  return (
    <Card>
      <DescriptionList
        items={[
          {
            term: text.baseUrl,
            detail: (
              <span className="flex min-w-0 items-start gap-1">
                <code className="min-w-0 break-all font-mono text-code leading-6">{api.baseUrl}</code>
                <CopyButton text={api.baseUrl} name={text.copyBaseUrl} className="-my-0.5" />
              </span>
            ),
          },
          { term: text.authentication, detail: <Authentication api={api} /> },
        ]}
      />
    </Card>
  );
}

function Authentication({ api }: ApiAccessProps) {
  if (!api.requiresSubscription) return text.noKeyNeeded;
  const words = text.keyIn;
  return (
    <>
      <p>
        {words.before}
        <code className="break-words font-mono text-code">{api.keyHeader}</code>
        {words.between}
        <code className="break-words font-mono text-code">{api.keyQuery}</code>
        {words.after}
      </p>
      <p className="mt-1 text-muted">
        {api.openProduct === null ? (
          <TextLink href="/subscriptions">{text.getKey}</TextLink>
        ) : (
          text.openThrough(api.openProduct)
        )}
      </p>
    </>
  );
}
