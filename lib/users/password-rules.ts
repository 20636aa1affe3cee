import { userMessages } from "@/lib/messages/en/users";
import { commonPhrases, commonWords } from "./common-passwords";

/** Whose password it is: their own name and address are the first that others try. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/**
 * What speaks against a password (its length is the schema's matter), or null. There are no composition rules: any
 * characters, spaces included, make a good password as long as it is not one of those that are tried first.
 */
export function findPasswordFault(password: string, owner: PasswordOwner): string | null {
  const text = password.normalize("NFC").toLowerCase();
  if (isMadeOf(text, wordsOf(owner))) return userMessages.passwordPersonal;
  if (commonPhrases.has(text.replaceAll(/\s/g, "")) || isPattern(text)) return userMessages.passwordCommon;
  return isMadeOf(text, commonWords) ? userMessages.passwordCommon : null;
}

/** The owner's names as words, whole and in parts: `ada.king@example.com` yields ada, king, adaking, example. */
function wordsOf({ email, name }: PasswordOwner): ReadonlySet<string> {
  const whole = [email, email.split("@")[0] ?? "", name].map((text) => lettersOf(text.toLowerCase()));
  const parts = `${email} ${name}`.toLowerCase().split(/[^\p{L}]+/u);
  return new Set([...whole, ...parts].filter((word) => word.length > 2));
}

/**
 * Whether a text is nothing but the given words, one or more of them, with a few digits and signs around or between:
 * `Password2026!`, `p@ssw0rd-p@ssw0rd`.
 */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  const core = text.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "");
  return [core, undisguise(core)].some((candidate) => {
    const letters = lettersOf(candidate);
    const rest = text.length - core.length + candidate.length - letters.length;
    return letters.length > 0 && isSentenceOf(letters, words) && (rest <= 6 || isPattern(digitsOf(text)));
  });
}

const disguises: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
};

function undisguise(text: string): string {
  return text.replaceAll(/[@431!0$]/g, (sign) => disguises[sign] ?? sign);
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, "");
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}

/** Up to this many words in a row count as a common password; more of them are a passphrase. */
const mostWords = 3;

/** Whether a text can be cut into at most three of the words. */
function isSentenceOf(text: string, words: ReadonlySet<string>): boolean {
  const lengths = [...new Set([...words].map((word) => word.length))];
  let ends = new Set([0]);
  for (let count = 0; count < mostWords && ends.size > 0; count += 1) {
    const next = new Set<number>();
    for (const start of ends) {
      for (const length of lengths) {
        if (words.has(text.slice(start, start + length))) next.add(Math.min(text.length, start + length));
      }
    }
    if (next.has(text.length)) return true;
    ends = next;
  }
  // One word over and over is as common as the word.
  const unit = unitOf(text);
  return unit.length < text.length && words.has(unit);
}

/** Whether a text is a short piece over and over (`abab…`) or counts up or down (`12345678901…`). */
function isPattern(text: string): boolean {
  return unitOf(text).length <= 4 || countsBy(text, 1) || countsBy(text, 9);
}

/** The shortest piece that a text repeats from beginning to end; the text itself when there is none. */
function unitOf(text: string): string {
  return text.slice(0, (text + text).indexOf(text, 1));
}

/** Whether each digit follows the one before it by `step`, modulo ten. */
function countsBy(digits: string, step: number): boolean {
  return (
    /^\d+$/.test(digits) &&
    [...digits].every(
      (digit, index) => index === 0 || (Number(digits[index - 1]) + step) % 10 === Number(digit),
    )
  );
}
