"use client";

import { useState } from "react";
import { hear, startTyping, type } from "./typed-text";

/** What a search field shows whose text is kept in the address; see `typed-text.ts`. */
export function useTypedText(kept: string): [shown: string, setTyped: (typed: string) => void] {
  const [state, setState] = useState(() => startTyping(kept));
  // While rendering, as React asks for state that follows a prop.
  if (state.kept !== kept) setState(hear(state, kept));
  return [state.typed, (typed) => setState((before) => type(before, typed))];
}
