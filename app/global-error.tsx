"use client";

import { FailedPage, type FailedPageProps } from "@/components/layout/failed-page";
import { layoutMessages } from "@/lib/messages/en/layout";
import "./globals.css";

/** Stands in for the root layout itself, so it brings the document with it. */
export default function GlobalErrorPage(props: FailedPageProps) {
  return (
    <html lang="en">
      <body className="font-sans antialiased">
        <title>{layoutMessages.failed.title}</title>
        <main id="main">
          <FailedPage {...props} />
        </main>
      </body>
    </html>
  );
}
