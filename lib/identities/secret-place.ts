/** What a provider's sealed secret is bound to: in another row it does not open. */
export function providerSecretPlace(id: string): string {
  return `identity-provider:${id}`;
}
