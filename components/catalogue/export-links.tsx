import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import { exportFormats } from "@/lib/publishing/export-schema";

/** An API as a file, in each of the formats. */
export function ExportLinks({ apiSlug }: { apiSlug: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {exportFormats.map((format) => (
        <li key={format}>
          <a
            className="text-accent-text underline decoration-1 underline-offset-2 hover:decoration-2"
            href={`/api/exports/${encodeURIComponent(apiSlug)}?format=${format}`}
            download
          >
            {text.exportFormats[format]}
          </a>
        </li>
      ))}
    </ul>
  );
}
