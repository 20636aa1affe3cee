/** Every change of the catalogue: permission, state, transaction with audit and revision. */
export { createApi, deleteApi, updateApi } from "./api-commands";
export { addBackend, removeBackend, setResilience, updateBackend } from "./backend-commands";
export { duplicateApi } from "./copy-command";
export { setCredential } from "./credential-commands";
export type { Editor } from "./editor";
export { createOperation, deleteOperation, orderOperations, updateOperation } from "./operation-commands";
export { setNextCredential, stepRotation } from "./rotation-commands";
export { addVersion } from "./version-command";
