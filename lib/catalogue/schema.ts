/** What APIs and operations are made of: the one schema behind form, route and storage. Browser-safe. */
export * from "./api-schema";
export * from "./backend-address";
export * from "./backend-schema";
export * from "./credential-schema";
export * from "./json-text";
export * from "./operation-schema";
export * from "./template-parameters";
export { idSchema, type JsonObject } from "./text-schema";
export * from "./version-schema";
