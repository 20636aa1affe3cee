import { Alert } from "@/components/ui/alert";
import { privateRangeOf } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.backend;

interface BackendWarningProps {
  url: string;
  /** The private address ranges that the operator has opened for backends. */
  openRanges: readonly string[];
}

/** What to know about a web service URL before it is saved; nothing for an ordinary one. */
export function BackendWarning({ url, openRanges }: BackendWarningProps) {
  const range = privateRangeOf(url.trim());
  if (range !== null) {
    if (openRanges.includes(range)) return null;
    return <Alert tone="warning">{text.privateAddress(range)}</Alert>;
  }
  if (!/^http:\/\/[^/]/i.test(url.trim())) return null;
  return <Alert tone="warning">{text.clearText}</Alert>;
}
