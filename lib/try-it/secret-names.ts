const whole = /^(authorization|cookie|key|code|sig|signature|token|secret|password|pwd)$/;
const ending = /(?:^|[-_.])(?:api)?(?:key|token|secret|password|signature|credential|authorization)$/;

/**
 * Whether a header or parameter of this name is likely to carry a secret: it then stays out of links, and code
 * samples take its value from the environment.
 */
export function isSecretName(name: string): boolean {
  const dashed = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return whole.test(dashed) || ending.test(dashed);
}
