/** What the samples are about. Pure and browser-safe. */
export interface BatchSampleOptions {
  /** The address of the web service's jobs, without a query: `https://host/gateway/suffix/workspaces/w/services/s/jobs`. */
  jobsUrl: string;
  /** The headers that open it. */
  credentials: readonly BatchCredential[];
  /** The lines of the input, header row first. */
  table: readonly string[];
  outputName: string;
  parameters: Record<string, string>;
}

/** A header with a secret: its name, what stands before the secret, and the variable that holds it. */
export interface BatchCredential {
  header: string;
  prefix: string;
  variable: string;
}

/** The variable that every sample reads the blob storage's connection string from. */
export const storageVariable = "AZURE_STORAGE_CONNECTION_STRING";
