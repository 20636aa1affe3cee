import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { cx } from "./cx";

/** Pages load nothing from elsewhere, so a picture on another host is a link to it. */
function Picture({ src, alt }: { src?: unknown; alt?: string | undefined }) {
  if (typeof src !== "string") return null;
  // biome-ignore lint/performance/noImgElement: its size is unknown and its address is the author's
  if (src.startsWith("/") && !src.startsWith("//")) return <img src={src} alt={alt ?? ""} loading="lazy" />;
  return (
    <a href={src} rel="noopener noreferrer nofollow">
      {alt || src}
    </a>
  );
}

function heading(level: 2 | 3 | 4 | 5 | 6) {
  const Heading = `h${level}` as const;
  return ({ children }: { children?: ReactNode }) => <Heading>{children}</Heading>;
}

const components: Components = {
  // A description stands under its page's own title, so its headings begin one level lower.
  h1: heading(2),
  h2: heading(3),
  h3: heading(4),
  h4: heading(5),
  h5: heading(6),
  img: Picture,
  a: ({ href, children }) => (
    <a href={href} {...(href?.startsWith("http") && { rel: "noopener noreferrer nofollow" })}>
      {children}
    </a>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard
    <pre tabIndex={0}>{children}</pre>
  ),
};

/** Somebody's Markdown, sanitised, without raw HTML. Use it in server components: it then costs the browser nothing. */
export function Markdown({ children, className }: { children: string; className?: string }) {
  return (
    <div className={cx("prose min-w-0", className)}>
      <ReactMarkdown components={components} remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
