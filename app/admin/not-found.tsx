import { MessagePage } from "@/components/layout/message-page";
import { LinkButton } from "@/components/ui/link-button";
import { adminMessages } from "@/lib/messages/en/admin";

const { title, description, action } = adminMessages.notFound;

export default function NotFound() {
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
