// An administrator at the portal's JSON routes: signs in as a browser does, and changes a name again and again.
import { setTimeout } from "node:timers/promises";
import { forMs } from "./calls.mjs";
import { admin } from "./gatehouse.mjs";

/** Longer than any promise made here. */
const answerMs = 15_000;
const settleMs = 20_000;

/** The sign-in form: `submit` answers the status, `open` the session's cookies. */
export async function signInForm({ url, port }) {
  const at = `http://127.0.0.1:${port}`;
  const csrf = await fetch(`${at}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const send = (credentials) =>
    fetch(`${at}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: {
        Origin: url,
        Cookie: cookiesOf(csrf),
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ ...credentials, csrfToken, json: "true" }),
    });
  return {
    async submit(credentials) {
      const response = await send(credentials);
      await response.arrayBuffer();
      return response.status;
    },
    async open(credentials) {
      const response = await send(credentials);
      const cookie = cookiesOf(response);
      if (!cookie.includes("session-token")) throw new Error(`signing in was answered ${response.status}`);
      return cookie;
    },
  };
}

/** Answers one that can change something, `write()`, which never rejects. */
export async function signIn(portal) {
  const cookie = await (await signInForm(portal)).open(admin);
  const at = `http://127.0.0.1:${portal.port}`;
  const headers = { Origin: portal.url, Cookie: cookie, "Content-Type": "application/json" };
  let written = 0;
  const session = {
    /** Changes the administrator's name; answers the status, Retry-After and the time it took. */
    async write() {
      const began = performance.now();
      const status = await fetch(`${at}/api/profile`, {
        method: "PATCH",
        headers,
        body: JSON.stringify({ name: `Admin ${written++}` }),
        signal: AbortSignal.timeout(answerMs),
      }).then(
        (response) => ({ status: response.status, retryAfter: response.headers.get("Retry-After") }),
        (error) => ({ status: 0, retryAfter: null, error: error.name }),
      );
      return { ...status, began, ms: performance.now() - began };
    },
    /** Adds a group; true when that was acknowledged. Never rejects. */
    async addGroup(name) {
      const answer = await fetch(`${at}/api/groups`, {
        method: "POST",
        headers,
        body: JSON.stringify({ name, description: "" }),
      }).catch(() => null);
      return answer?.status === 201;
    },
    /** The health route's answer, or null when it is not 200. */
    async health() {
      const response = await fetch(`${at}/api/health`);
      return response.ok ? response.json() : null;
    },
  };
  // What only the first change takes is no part of a fault.
  const { status } = await session.write();
  if (status !== 204) throw new Error(`a change was answered ${status}`);
  return session;
}

function cookiesOf(response) {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function isGood({ status }) {
  return status >= 200 && status < 300;
}

/** What is promised of a write that cannot be made: 503, Retry-After, within five seconds. */
function isTold({ status, retryAfter, ms }) {
  return status === 503 && retryAfter !== null && ms < 5_000;
}

/** So many changes, one after the other. */
async function writes(session, count) {
  const answers = [];
  for (let n = 0; n < count; n++) answers.push(await session.write());
  return answers;
}

/** What the database has reserved already takes a few changes more. */
function fromFirstRefusal(answers) {
  const first = answers.findIndex((answer) => !isGood(answer));
  return first === -1 ? answers : answers.slice(first);
}

/** The refused changes of a fault, in words, and whether each was told as promised. */
export function toldOutcome(what, all) {
  const answers = fromFirstRefusal(all);
  const refused = answers.filter((answer) => !isGood(answer));
  const untold = refused.filter((answer) => !isTold(answer));
  const slowest = Math.max(0, ...refused.map(({ ms }) => ms));
  const odd = [
    ...new Set(untold.map(({ status, error, ms }) => error ?? `${status} in ${Math.round(ms)} ms`)),
  ];
  return {
    what: `${what}: the portal's changes`,
    limit: "503 with Retry-After within 5 s",
    value: `${refused.length - untold.length} of ${answers.length} told so, the slowest after ${(slowest / 1000).toFixed(1)} s${odd.length > 0 ? `; otherwise: ${odd.join(", ")}` : ""}`,
    holds: refused.length > 0 && untold.length === 0,
  };
}

/** After a fault: a hundred changes must all succeed. */
export async function afterwards(what, session) {
  const answers = await writes(session, 100);
  const good = answers.filter(isGood).length;
  return {
    what: `${what}: the next 100 changes`,
    limit: "all succeed",
    value: `${good}`,
    holds: good === 100,
  };
}

/** How long until a change succeeds again; twenty seconds at most. */
export async function recoveryOf(what, session) {
  const began = performance.now();
  const over = forMs(settleMs);
  while (!over() && !isGood(await session.write())) await setTimeout(100);
  const ms = performance.now() - began;
  return {
    what: `${what}: the portal works again afterwards`,
    limit: "within 10 s, by itself",
    value: `${(ms / 1000).toFixed(1)} s`,
    holds: ms < 10_000,
  };
}

/** Every call that was answered, or refused, is in the database or counted as given up. */
export async function recordedOutcome(what, portal, session, answers) {
  const answered = answers.filter(({ status }) => status !== 0).length;
  const over = forMs(settleMs);
  let calls = null;
  while (!over() && (calls === null || calls.queued > 0)) {
    await setTimeout(500);
    calls = (await session.health())?.calls ?? null;
  }
  // What is not waiting may be under way still.
  await setTimeout(1_500);
  const stored = portal.countRecorded();
  const dropped = calls?.dropped ?? 0;
  return {
    what: `${what}: calls neither recorded nor counted as dropped`,
    limit: "0",
    value: `${answered - stored - dropped} of ${answered} (${stored} recorded, ${dropped} dropped)`,
    holds: answered === stored + dropped,
  };
}

/** Of calls with a known key none may fail. */
export function servedOutcome(what, answers) {
  const failed = answers.filter(({ status }) => status !== 200).length;
  return {
    what: `${what}: calls that failed`,
    limit: "0",
    value: `${failed} of ${answers.length}`,
    holds: failed === 0 && answers.length > 0,
  };
}
