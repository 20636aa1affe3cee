/**
 * Asks for what is mostly at hand: then answered at once, for a promise would cost every call. A failure, now or
 * later, is `recover`'s to answer or to throw as something else.
 */
export function ask<T>(question: () => T | Promise<T>, recover: (error: unknown) => T): T | Promise<T> {
  try {
    const answer = question();
    return answer instanceof Promise ? answer.catch(recover) : answer;
  } catch (error) {
    return recover(error);
  }
}
