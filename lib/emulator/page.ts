import { createHash } from "node:crypto";

/** A stand-alone page: no script, no file from elsewhere, readable in light and dark. */

const style = `
:root { color-scheme: light dark; --bg: #fbfaf8; --surface: #f3f1ed; --border: #dcd8d0; --text: #26231f; --muted: #645e55; --accent: #0b5d57; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #191714; --surface: #23201c; --border: #3a352f; --text: #ece8e1; --muted: #aaa297; --accent: #6fc4b9; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--bg); color: var(--text); font: 15px/1.55 system-ui, sans-serif; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 2.5rem 0 .5rem; }
h3 { font-size: 14px; margin: 1.25rem 0 .5rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.muted { color: var(--muted); }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
td code { overflow-wrap: normal; white-space: nowrap; }
pre.address { white-space: pre-wrap; }
pre { margin: 0; padding: .75rem 1rem; overflow-x: auto; background: var(--surface); border: 1px solid var(--border); border-radius: 8px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--border); }
td:last-child { min-width: 14rem; }
th { font-weight: 600; color: var(--muted); }
details { border-bottom: 1px solid var(--border); padding: .5rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** A block that can be scrolled sideways, also from the keyboard. */
export function codeBlock(text: string, label: string): string {
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre>`;
}

/** An address, whole: it wraps instead of being scrolled. */
export function addressBlock(text: string): string {
  return `<pre class="address"><code>${escapeHtml(text)}</code></pre>`;
}

/** The cells are HTML, the head is plain text. It scrolls by itself where the window is narrow. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const headCells = head.map((cell) => `<th scope="col">${cell}</th>`).join("");
  const bodyRows = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table: ${head.join(", ")}"><table><thead><tr>${headCells}</tr></thead><tbody>${bodyRows.join("\n")}</tbody></table></div>`;
}
