import type { JobStep, SampleJob } from "@/lib/azureml/job-operations";
import type { Parameter } from "@/lib/catalogue/schema";

/**
 * What the operation page hands to the console. Everything in it is shipped to the browser: no secret, no schema,
 * no backend address. A deep link's values need not be handed in: they travel in the URL's fragment, which no server
 * sees, and the console reads them itself (`lib/try-it/deep-link.ts`).
 *
 * The page renders its header and, below it,
 * `<OperationLayout {...props}>{docs}</OperationLayout>`
 * from `components/try-it/operation-layout`, and puts `<CodeSamples />` from `components/try-it/code-samples`
 * anywhere in the docs: it follows the console.
 */
export interface TryItProps {
  operation: ConsoleOperation;
  api: ConsoleApi;
  /** Null for an operation that works on no batch job. */
  job: ConsoleJob | null;
  /** The signed-in developer's own, to products that offer this API; active ones first. */
  subscriptions: readonly ConsoleSubscription[];
  /** The products that offer this API and that this visitor may subscribe to. */
  products: readonly ConsoleProduct[];
  signedIn: boolean;
  /** Whether calls are an administrator's tests, which need no subscription. */
  isTester: boolean;
  /** Where to sign in, with the way back to this page. */
  signInHref: string;
}

export interface ConsoleOperation {
  id: string;
  displayName: string;
  /** Upper case. */
  method: string;
  urlTemplate: string;
  /** As stored; parameters that only the template names are found by the console. */
  parameters: readonly Parameter[];
  /** Null for an operation that takes no body. Schemas are left out. */
  request: { required?: boolean | undefined; representations: readonly ConsoleBody[] } | null;
}

export interface ConsoleBody {
  contentType: string;
  /** What the body begins with. */
  sample?: string | undefined;
}

export interface ConsoleApi {
  id: string;
  name: string;
  /** The public URL, the gateway's base and the URL suffix: http://localhost:3000/gateway/azureml-demo */
  baseUrl: string;
  keyHeader: string;
  keyQuery: string;
  /** False when the API, or one of its published products, answers without a key. */
  requiresSubscription: boolean;
  /** Whether the gateway adds a credential of its own; never the credential. */
  hasStoredCredential: boolean;
}

/** An operation's part in batch jobs, and who else works on them. */
export interface ConsoleJob {
  step: JobStep;
  /** The template of the jobs' address, without the query: `/workspaces/{workspace}/services/{service}/jobs`. */
  jobs: string;
  /** The parameter that names a job here; null where jobs are submitted. */
  parameter: string | null;
  /** The other operations on one job, in the API's order. */
  others: readonly { step: JobStep; parameter: string; label: string; href: string }[];
  /** What code samples run a whole job with; null where an operation for it is missing. */
  sample: SampleJob | null;
}

export interface ConsoleSubscription {
  id: string;
  name: string;
  productName: string;
  state: "submitted" | "active" | "suspended" | "rejected" | "cancelled" | "expired";
  /** The primary key's prefix and last four characters: gate_7Hc…x9Qw */
  maskedKey: string;
}

export interface ConsoleProduct {
  id: string;
  name: string;
  /** Where to subscribe. */
  href: string;
}
