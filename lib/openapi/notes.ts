import { openApiMessages as text } from "@/lib/messages/en/openapi";
import { describePlace, type Place } from "./place";

/** Something that is not as the document says, and where. */
export interface Note {
  place: string;
  message: string;
}

const mostNotes = 500;
/** NUL and halves of surrogate pairs cannot be stored. */
const unstorable = /[\0\p{Cs}]/gu;

/** What an import changed or left out, for the admin to read before saving. */
export class Notes {
  readonly list: Note[] = [];

  add(place: Place, message: string): void {
    const note = { place: describePlace(place), message };
    const isKnown = this.list.some((one) => one.place === note.place && one.message === message);
    if (!isKnown && this.list.length < mostNotes) this.list.push(note);
  }

  /** A text as it can be stored: cut where it is too long. */
  clip(value: unknown, longest: number, place: Place): string {
    const clean = typeof value === "string" ? value.replace(unstorable, "") : "";
    if (clean.length <= longest) return clean;
    this.add(place, text.notes.textCut(longest));
    return clean.slice(0, longest - 1).replace(unstorable, "");
  }
}
