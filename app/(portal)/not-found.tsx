import type { Metadata } from "next";
import { MessagePage } from "@/components/layout/message-page";
import { LinkButton } from "@/components/ui/link-button";
import { layoutMessages } from "@/lib/messages/en/layout";

export const metadata: Metadata = { title: layoutMessages.notFound.title };

export default function NotFound() {
  const { title, description, action } = layoutMessages.notFound;
  return (
    <MessagePage
      title={title}
      description={description}
      action={
        <LinkButton href="/" variant="primary">
          {action}
        </LinkButton>
      }
    />
  );
}
