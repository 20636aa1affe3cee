"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

/** Sets `.dark` on the page before it is painted: the viewer's choice, else what the system says. */
export function ThemeProvider({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="gatehouse-theme"
      {...(nonce !== undefined && { nonce })}
    >
      {children}
    </NextThemes>
  );
}
