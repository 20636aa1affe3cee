import { ArchMark } from "./arch-mark";
import type { ShellOrganisation } from "./shell-types";

/** The organisation's logo, or the product's mark: beside the name, which says what it shows. */
export function BrandMark({ logo }: Pick<ShellOrganisation, "logo">) {
  const { light, dark } = logo;
  const first = light ?? dark;
  if (first === null) return <ArchMark className="size-5.5 shrink-0 text-accent-text" />;
  if (light === null || dark === null) return <Picture {...first} />;
  return (
    <>
      <span className="on-light contents">
        <Picture {...light} />
      </span>
      <span className="on-dark">
        <Picture {...dark} />
      </span>
    </>
  );
}

interface PictureProps {
  hash: string;
  width: number;
  height: number;
}

function Picture({ hash, width, height }: PictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: it is small, as it should be, and kept for good
    <img
      src={`/api/logo/${hash}`}
      alt=""
      width={width}
      height={height}
      className="h-7 w-auto max-w-32 shrink-0 object-contain"
    />
  );
}
