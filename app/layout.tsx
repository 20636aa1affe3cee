import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { EarlyClicks, PageIsLive } from "@/components/ui/early-clicks";
import { SkipLink } from "@/components/ui/skip-link";
import { ThemeProvider } from "@/components/ui/theme-provider";
import { TimeZoneProvider } from "@/components/ui/time-zone";
import { Toaster } from "@/components/ui/toaster";
import { layoutMessages } from "@/lib/messages/en/layout";
import { accentStyle } from "@/lib/settings/palette";
import "./globals.css";
import { branding, organisation } from "./organisation";

// "optional" shows the fallback for the whole visit when the font is late: text never moves once it is drawn.
// The extended files hold the letters of Croatian and its neighbours and are fetched only by pages that use them.
const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "optional",
});
const interExtended = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  variable: "--font-inter-extended",
  weight: "100 900",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+20A0-20C0" }],
});
const jetbrains = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-jetbrains",
  weight: "100 800",
  display: "optional",
  adjustFontFallback: false,
});

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await organisation();
  return {
    title: { default: name, template: `%s · ${name}` },
    description: layoutMessages.productDescription,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#141210" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const [{ timeZone }, { accent }] = await Promise.all([organisation(), branding()]);
  return (
    <html
      lang="en"
      suppressHydrationWarning
      className={`${inter.variable} ${interExtended.variable} ${jetbrains.variable}`}
    >
      <body className="font-sans antialiased">
        <EarlyClicks nonce={nonce} />
        {accent !== "" && <style>{accentStyle(accent)}</style>}
        <SkipLink />
        <ThemeProvider nonce={nonce}>
          <TimeZoneProvider zone={timeZone || undefined}>{children}</TimeZoneProvider>
        </ThemeProvider>
        <Toaster />
        <PageIsLive />
      </body>
    </html>
  );
}
