import { Alert } from "@/components/ui/alert";
import { Markdown } from "@/components/ui/markdown";
import { TextLink } from "@/components/ui/text-link";
import { dayInWords } from "@/lib/messages/day";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { type VersionLink, versionHref } from "./version-picker";

interface DeprecationNoteProps {
  api: {
    slug: string;
    deprecatedOn: string | null;
    sunsetOn: string | null;
    deprecationNote: string;
    versions: readonly VersionLink[];
  };
  className: string;
}

/** That callers of an API should move on: as of when, until when, and where to. */
export function DeprecationNote({ api, className }: DeprecationNoteProps) {
  const { deprecatedOn, sunsetOn, deprecationNote } = api;
  if (deprecatedOn === null) return null;
  const next = api.versions.find((version) => version.deprecatedOn === null);
  return (
    <Alert
      tone="warning"
      announce={false}
      className={className}
      title={text.deprecatedAsOf(dayInWords(deprecatedOn))}
      action={next && <TextLink href={versionHref(next)}>{text.goToVersion(next.version)}</TextLink>}
    >
      <p>{sunsetOn === null ? text.goesOn : text.endsOn(dayInWords(sunsetOn))}</p>
      {deprecationNote !== "" && <Markdown>{deprecationNote}</Markdown>}
    </Alert>
  );
}
