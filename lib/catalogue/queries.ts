/** What administrators read of the catalogue. Each query asks who reads; secrets are in none of them. */
export {
  type ApiDetail,
  type ApiRow,
  countAffected,
  countCatalogue,
  getApi,
  listApis,
  listProductChoices,
} from "./api-queries";
export { type BackendDetail, getBackend, listBackends } from "./backend-queries";
export { getOperation, listOperations, nameOperations, type OperationRow } from "./operation-queries";
export { listVersions } from "./version-queries";
