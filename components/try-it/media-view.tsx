"use client";

import { useEffect, useState } from "react";
import { tryItMessages as text } from "@/lib/messages/en/try-it";
import type { ReceivedBody } from "@/lib/try-it/received-body";

interface MediaViewProps {
  body: ReceivedBody;
  kind: "image" | "audio" | "video";
  type: string;
}

/** Seen or heard in the page. An SVG is drawn as an image, in which no script runs. */
export function MediaView({ body, kind, type }: MediaViewProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(body.blob(type));
    setUrl(made);
    setFailed(false);
    return () => URL.revokeObjectURL(made);
  }, [body, type]);

  if (url === null) return null;
  if (failed) return <p className="text-sm">{text.previewFailed}</p>;
  const onError = () => setFailed(true);
  if (kind === "image") {
    return (
      // biome-ignore lint/performance/noImgElement: an answer held in the page, which no image server can reach
      <img
        src={url}
        alt={text.imageAlt}
        onError={onError}
        className="max-h-96 max-w-full rounded-lg border"
      />
    );
  }
  const Player = kind;
  return (
    <Player controls src={url} onError={onError} aria-label={text.responseMedia} className="max-w-full" />
  );
}
