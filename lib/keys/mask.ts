export interface KeyHint {
  prefix: string;
  lastFour: string;
}

/** The parts of a key that may be shown: enough to recognise it, far too little to guess it. */
export function keyHint(key: string): KeyHint {
  return {
    prefix: key.slice(0, Math.min(9, key.length >> 2)),
    lastFour: key.length >= 16 ? key.slice(-4) : "",
  };
}

/** `gate_ab12…wxyz` */
export function maskKey({ prefix, lastFour }: KeyHint): string {
  return `${prefix}…${lastFour}`;
}
