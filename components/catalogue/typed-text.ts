/**
 * A text that is typed here and kept, trimmed, in the address. The address follows a little later and one step at a
 * time, so that its coming to say what was typed earlier is no news; its saying anything else is (the back button).
 */
export interface TypedText {
  typed: string;
  kept: string;
  /** What was typed and the address has not said yet, oldest first. */
  awaited: readonly string[];
}

export function startTyping(kept: string): TypedText {
  return { typed: kept, kept, awaited: [] };
}

export function type(state: TypedText, typed: string): TypedText {
  const next = typed.trim();
  const last = state.awaited.at(-1) ?? state.kept;
  return { ...state, typed, awaited: next === last ? state.awaited : [...state.awaited, next] };
}

/** The address says something: its own news replaces what was typed. */
export function hear(state: TypedText, kept: string): TypedText {
  const at = state.awaited.lastIndexOf(kept);
  return at === -1 ? startTyping(kept) : { ...state, kept, awaited: state.awaited.slice(at + 1) };
}
