import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Viewer } from "@/lib/groups/schema";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { signInHref } from "./addresses";

/** Stands where the APIs would be: says to each viewer what can be done about it. */
export function NothingToCall({ viewer, backTo }: { viewer: Viewer; backTo: string }) {
  if (!viewer) {
    return (
      <EmptyState
        title={text.noneTitle}
        description={text.noneForGuest}
        action={
          <LinkButton href={signInHref(backTo)} variant="primary">
            {text.signIn}
          </LinkButton>
        }
      />
    );
  }
  if (viewer.role !== "admin") {
    return <EmptyState title={text.noneTitle} description={text.noneForDeveloper} />;
  }
  return (
    <EmptyState
      title={text.noneTitle}
      description={text.noneForAdmin}
      action={
        <LinkButton href="/admin/apis" variant="primary">
          {text.addApi}
        </LinkButton>
      }
    />
  );
}
