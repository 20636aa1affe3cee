// Two hundred people try a password at once: what those feel who only read a page.
import { forMs, load, quantile } from "./calls.mjs";
import { signInForm } from "./portal.mjs";

const attempts = 200;
const limitMs = 1_000;
const expected = new Set([401, 429, 503]);

export async function signInFlood({ install }) {
  const portal = await install({ portal: true });
  const page = async () => {
    const began = performance.now();
    const response = await fetch(`http://127.0.0.1:${portal.port}/sign-in`);
    await response.arrayBuffer();
    return { status: response.status, ms: performance.now() - began };
  };
  await load(2, forMs(2_000), page);
  const alone = await load(2, forMs(3_000), page);
  const form = await signInForm(portal);
  let over = false;
  const flood = Promise.all(
    Array.from({ length: attempts }, (_, n) =>
      form.submit({ email: `nobody-${n}@example.com`, password: "a wrong one" }),
    ),
  ).finally(() => {
    over = true;
  });
  const beside = await load(2, () => over, page);
  const statuses = await flood;
  const p99 = (answers) =>
    quantile(
      answers.map(({ ms }) => ms),
      0.99,
    );
  const count = (status) => statuses.filter((one) => one === status).length;
  const failed = beside.filter(({ status }) => status !== 200).length;
  return [
    {
      what: `${attempts} sign-ins at once: how they are answered`,
      limit: "401, 429 or 503",
      value: [...new Set(statuses)].map((status) => `${count(status)} x ${status}`).join(", "),
      holds: statuses.every((status) => expected.has(status)),
    },
    {
      what: `${attempts} sign-ins at once: another page's p99`,
      limit: `under ${limitMs} ms, none fails`,
      value: `${p99(beside).toFixed(0)} ms (alone ${p99(alone).toFixed(0)} ms); ${failed} of ${beside.length} failed`,
      holds: failed === 0 && beside.length > 0 && p99(beside) < limitMs,
    },
  ];
}
