/** Texts that run a script, follow a link or ask another host where a page takes them for markup. */

/** Set in the outermost window by whatever runs. */
export const flag = "__ran";
export const otherHost = "canary.invalid";
const run = `top.${flag}=1`;

/** Run as soon as they stand in a page as markup. */
export const scripts = [
  `<script>${run}</script>`,
  `<img src=x: onerror=${run}>`,
  `<svg onload=${run}>`,
  `<svg/onload=${run}//>`,
  `<iframe src=javascript:${run}>`,
  `<iframe srcdoc="<script>${run}</script>">`,
  `<details open ontoggle=${run}>`,
  `<input autofocus onfocus=${run}>`,
  `<video><source onerror=${run}>`,
  `"><img src=x: onerror=${run}>`,
  `'"--><svg onload=${run}>`,
  `</script><script>${run}</script>`,
  `</title></textarea><svg onload=${run}>`,
];

/** Ask another host. */
export const requests = [
  `<img src=//${otherHost}/a>`,
  `<link rel=stylesheet href=//${otherHost}/b>`,
  `<meta http-equiv=refresh content=0;url=//${otherHost}>`,
];

/** Become links that run a script when they are followed. */
export const links = [
  `[a](javascript:${run})`,
  `[a](JaVaScRiPt&colon;${run})`,
  `<javascript:${run}>`,
  `![a](javascript:${run})`,
  `javascript:${run}`,
];

export const hostileTexts = [...scripts, ...requests, ...links];

/** All of them, each a paragraph of Markdown. */
export const hostileMarkdown = hostileTexts.join("\n\n");

/** Those that fit, in as few lines of at most `longest` characters as it takes. */
export function hostileLines(longest: number): string[] {
  const lines: string[] = [];
  for (const text of hostileTexts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= longest)
      lines[lines.length - 1] = `${last} ${text}`;
    else if (text.length <= longest) lines.push(text);
  }
  return lines;
}
