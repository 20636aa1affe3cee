import { Alert } from "@/components/ui/alert";
import { publishingMessages as text } from "@/lib/messages/en/publishing";

interface NotesListProps {
  notes: readonly { place: string; message: string }[];
}

const shown = 50;

/** What an import changed or left out, where it is. */
export function NotesList({ notes }: NotesListProps) {
  if (notes.length === 0) return null;
  return (
    <Alert tone="warning" title={text.notes(notes.length)}>
      <ul className="max-h-60 space-y-1 overflow-y-auto">
        {notes.slice(0, shown).map(({ place, message }) => (
          <li key={`${place} ${message}`} className="break-words">
            <span className="font-mono text-xs">{place}</span> {message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
