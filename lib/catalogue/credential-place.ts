/** What a sealed credential is bound to: moved to another backend's row, it does not open. */
export function credentialPlace(backendId: string): string {
  return `backend:${backendId}:credential`;
}

/** The same of the one that takes over. */
export function nextCredentialPlace(backendId: string): string {
  return `backend:${backendId}:next-credential`;
}
