import { uiMessages } from "@/lib/messages/en/ui";

/** The first stop of the Tab key: past the navigation to `#main`. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:translate-y-0"
    >
      {uiMessages.skipToContent}
    </a>
  );
}
