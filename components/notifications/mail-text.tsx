import { TextLink } from "@/components/ui/text-link";

const webLink = /(https?:\/\/[^\s<>"]+)/;

/** A mail as its receiver reads it; links to this portal can be followed. */
export function MailText({ text, publicUrl }: { text: string; publicUrl: string }) {
  return (
    <div className="whitespace-pre-wrap break-words text-sm">
      {text.split(webLink).map((part, index) =>
        part.startsWith(`${publicUrl}/`) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that never changes
          <TextLink key={index} href={part.slice(publicUrl.length)}>
            {part}
          </TextLink>
        ) : (
          part
        ),
      )}
    </div>
  );
}
