import { uiMessages } from "@/lib/messages/en/ui";
import { Badge, type Tone } from "./badge";

/** The tone of an HTTP status: 2xx green, 3xx blue, 4xx amber, 5xx red. */
export function statusTone(status: number): Tone {
  if (status >= 500) return "danger";
  if (status >= 400) return "warning";
  if (status >= 300) return "info";
  return status >= 200 ? "success" : "neutral";
}

const words: Partial<Record<Tone, string>> = {
  success: uiMessages.statusWords.success,
  info: uiMessages.statusWords.redirect,
  warning: uiMessages.statusWords.clientError,
  danger: uiMessages.statusWords.serverError,
};

interface StatusBadgeProps {
  status: number;
  /** The reason phrase: "OK". Without one, the status class in words. */
  word?: string;
}

/** An HTTP status: always the code and a word, never the colour alone. */
export function StatusBadge({ status, word }: StatusBadgeProps) {
  const tone = statusTone(status);
  return (
    <Badge tone={tone} className="font-mono">
      {[status, word || words[tone]].filter(Boolean).join(" ")}
    </Badge>
  );
}
