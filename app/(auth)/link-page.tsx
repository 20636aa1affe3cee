import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import { entranceMessages } from "@/lib/messages/en/entrances";

/** A mailed link's page, as it is called. */
export interface LinkPageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** The token in a page's address; null when there is none. */
export async function tokenOf({ searchParams }: LinkPageProps): Promise<string | null> {
  const { token } = await searchParams;
  return typeof token === "string" && token !== "" ? token : null;
}

/** Says that a mailed link is over, and where there is a new one. */
export function LinkOver({ hint, askPath }: { hint?: string; askPath?: string }) {
  return (
    <Alert
      tone="danger"
      title={entranceMessages.linkOver}
      announce={false}
      {...(askPath !== undefined && {
        action: <LinkButton href={askPath}>{entranceMessages.askAnew}</LinkButton>,
      })}
    >
      {hint ?? entranceMessages.linkOverHint}
    </Alert>
  );
}
