import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/**
 * Looks at all limits of one subject and counts in all of them or in none, in one step by Redis' own clock.
 *
 * KEYS: one for each rule, all of one hash slot. ARGV: "take" or "usage", then five for each rule: kind, measure, limit, length in ms (of a
 * rate's window, of a lease, or how long a quota is kept), and a quota's stored use (empty when not known) or a call's name.
 * Answers {1} admitted; {0, rule, used, wait in ms or -1} refused; {2} a quota's stored use is wanted;
 * {3, used, until in ms or -1, ...} how far each is used.
 *
 * A rate is a hash of slices of its window: `t` is their sum, `o` the oldest that may count. A slice counts until its end has left the
 * window, so no window ever holds more than the limit, and a 256th of it is lost at most.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function arg(rule, n) return ARGV[1 + (rule - 1) * 5 + n] end
local function slices(key, current)
  local total = tonumber(redis.call('HGET', key, 't') or '0')
  local oldest = tonumber(redis.call('HGET', key, 'o') or '0')
  while total > 0 do
    local count = redis.call('HGET', key, oldest)
    if count and oldest >= current - 256 then break end
    if count then
      total = total - count
      redis.call('HDEL', key, oldest)
    end
    oldest = oldest + 1
  end
  if total <= 0 then oldest = current end
  return total, oldest
end
local used, untilMs, full, totals, oldests = {}, {}, 0, {}, {}
for i = 1, #KEYS do
  local key, kind, limit, length = KEYS[i], arg(i, 1), tonumber(arg(i, 3)), tonumber(arg(i, 4))
  untilMs[i] = -1
  if kind == 'rate' then
    local slice = length / 256
    totals[i], oldests[i] = slices(key, math.floor(now / slice))
    used[i] = totals[i]
    if totals[i] > 0 then untilMs[i] = math.ceil((oldests[i] + 257) * slice - now) end
  elseif kind == 'quota' then
    local value = redis.call('GET', key)
    if not value then
      if arg(i, 5) == '' then return {2} end
      value = arg(i, 5)
      redis.call('SET', key, value, 'PX', length)
    end
    used[i] = tonumber(value)
  else
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    used[i] = redis.call('ZCARD', key)
  end
  if full == 0 and used[i] >= limit then full = i end
end
if ARGV[1] == 'usage' then
  local answer = {3}
  for i = 1, #KEYS do
    answer[#answer + 1] = used[i]
    answer[#answer + 1] = untilMs[i]
  end
  return answer
end
if full > 0 then return {0, full, used[full], untilMs[full]} end
for i = 1, #KEYS do
  local key, kind, length = KEYS[i], arg(i, 1), tonumber(arg(i, 4))
  if kind == 'rate' then
    local current = math.floor(now / (length / 256))
    redis.call('HINCRBY', key, current, 1)
    redis.call('HSET', key, 't', totals[i] + 1, 'o', totals[i] > 0 and oldests[i] or current)
    redis.call('PEXPIRE', key, math.ceil(length * 2))
  elseif kind == 'quota' then
    if arg(i, 2) == 'calls' then redis.call('INCRBY', key, 1) end
    redis.call('PEXPIRE', key, length)
  else
    redis.call('ZADD', key, now + length, arg(i, 5))
    redis.call('PEXPIRE', key, length)
  end
end
return {1}
`;

const sha = createHash("sha1").update(script).digest("hex");

/** Runs the script; sends its text only where Redis does not know it yet. */
export async function runLimitScript(
  redis: Redis,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<readonly number[]> {
  const answer = await redis.evalsha(sha, keys.length, ...keys, ...args).catch((error: unknown) => {
    if (!String(error).includes("NOSCRIPT")) throw error;
    return redis.eval(script, keys.length, ...keys, ...args);
  });
  if (!Array.isArray(answer)) throw new Error("Redis answered something else than the script does");
  return answer.map(Number);
}

const addIfKnown = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('INCRBY', KEYS[1], ARGV[1]) end";

/** Adds to a quota that Redis knows; one that it has forgotten is read from the store by the next call. */
export async function addToQuota(redis: Redis, key: string, amount: number): Promise<void> {
  await redis.eval(addIfKnown, 1, key, amount);
}
