"use client";

import { FailedPage, type FailedPageProps } from "@/components/layout/failed-page";

export default function PortalErrorPage(props: FailedPageProps) {
  return <FailedPage {...props} />;
}
