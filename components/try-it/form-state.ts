import type { RequestProblem, RequestValues } from "@/lib/try-it/build-request";
import type { LinkedValues } from "@/lib/try-it/deep-link";
import { defaultValues, operationParameters } from "@/lib/try-it/parameters";
import type { ConsoleBody, TryItProps } from "./console-props";

/** Who the call is made as. A key that was pasted lives here alone: it is never stored and in no link. */
export type Caller = { kind: "subscription"; id: string } | { kind: "key"; key: string } | { kind: "none" };

export interface HeaderRow {
  id: number;
  name: string;
  value: string;
}

/** What is typed and chosen in the console. */
export interface FormState {
  caller: Caller;
  /** By `parameterKey`. */
  parameters: Record<string, string>;
  headers: HeaderRow[];
  nextRowId: number;
  contentType: string;
  body: string;
  /** Fields that were left once: only their problems are shown, until a call is tried. */
  left: Record<string, true>;
  attempted: boolean;
  /** What the route found wrong, by field, until the field is changed. */
  refused: RequestProblem[];
}

export type FormAction =
  | { type: "caller"; caller: Caller }
  | { type: "parameter"; key: string; value: string }
  | { type: "add-header" }
  | { type: "header"; id: number; name?: string; value?: string }
  | { type: "remove-header"; id: number }
  | { type: "content-type"; contentType: string; samples: readonly ConsoleBody[] }
  | { type: "body"; body: string }
  | { type: "leave"; field: string }
  | { type: "attempt" }
  | { type: "refused"; problems: RequestProblem[] }
  | { type: "link"; values: LinkedValues };

const anyType = "application/json";

/** Whether the operation is shown with a body: it describes one, or its method usually has one. */
export function takesBody({ method, request }: TryItProps["operation"]): boolean {
  return request !== null || method === "POST" || method === "PUT" || method === "PATCH";
}

/** The content type and body that the operation begins with. */
export function initialBody({ request }: TryItProps["operation"]): { contentType: string; body: string } {
  const [first] = request?.representations ?? [];
  return { contentType: first?.contentType ?? anyType, body: first?.sample ?? "" };
}

/** The active subscription first, else whatever makes a call possible. A tester needs none. */
export function initialCaller({
  subscriptions,
  api,
  isTester,
}: Pick<TryItProps, "subscriptions" | "api" | "isTester">): Caller {
  if (isTester) return { kind: "none" };
  const best = subscriptions.find(({ state }) => state === "active") ?? subscriptions[0];
  if (best) return { kind: "subscription", id: best.id };
  return api.requiresSubscription ? { kind: "key", key: "" } : { kind: "none" };
}

export function initialForm(props: TryItProps): FormState {
  return {
    caller: initialCaller(props),
    parameters: defaultValues(operationParameters(props.operation)),
    headers: [],
    nextRowId: 1,
    ...initialBody(props.operation),
    left: {},
    attempted: false,
    refused: [],
  };
}

export function formReducer(form: FormState, action: FormAction): FormState {
  switch (action.type) {
    case "caller":
      return { ...form, caller: action.caller, refused: without(form, "subscriptionId", "key") };
    case "parameter": {
      const parameters = { ...form.parameters, [action.key]: action.value };
      return { ...form, parameters, refused: without(form, `parameters.${action.key}`) };
    }
    case "add-header": {
      const row = { id: form.nextRowId, name: "", value: "" };
      return { ...form, headers: [...form.headers, row], nextRowId: form.nextRowId + 1 };
    }
    case "header": {
      const { id, name, value } = action;
      const changed = { ...(name !== undefined && { name }), ...(value !== undefined && { value }) };
      const headers = form.headers.map((row) => (row.id === id ? { ...row, ...changed } : row));
      return { ...form, headers, refused: withoutHeaders(form) };
    }
    case "remove-header": {
      const headers = form.headers.filter((row) => row.id !== action.id);
      return { ...form, headers, refused: withoutHeaders(form) };
    }
    case "content-type":
      return {
        ...changeType(form, action.contentType, action.samples),
        refused: without(form, "contentType"),
      };
    case "body":
      return { ...form, body: action.body, refused: without(form, "body") };
    case "leave":
      return form.left[action.field] ? form : { ...form, left: { ...form.left, [action.field]: true } };
    case "attempt":
      return { ...form, attempted: true };
    case "refused":
      return { ...form, attempted: true, refused: action.problems };
    case "link":
      return withLink(form, action.values);
  }
}

/** Another type brings its own sample, unless the body has been changed from the sample that was there. */
function changeType(form: FormState, contentType: string, samples: readonly ConsoleBody[]): FormState {
  const sampleOf = (type: string) => samples.find((sample) => sample.contentType === type)?.sample;
  const next = sampleOf(contentType);
  const untouched = form.body === "" || form.body === sampleOf(form.contentType);
  return { ...form, contentType, body: untouched && next !== undefined ? next : form.body };
}

function withLink(form: FormState, { parameters, contentType, body }: LinkedValues): FormState {
  return {
    ...form,
    parameters: { ...form.parameters, ...parameters },
    contentType: contentType ?? form.contentType,
    body: body ?? form.body,
  };
}

function without({ refused }: FormState, ...fields: string[]): RequestProblem[] {
  return refused.filter(({ field }) => !fields.includes(field));
}

/** Rows move when one goes, so that what was said of any of them no longer holds. */
function withoutHeaders({ refused }: FormState): RequestProblem[] {
  return refused.filter(({ field }) => !field.startsWith("headers."));
}

/** The values as a request is built from them. */
export function requestValues({ parameters, headers, contentType, body }: FormState): RequestValues {
  return {
    parameters,
    headers: headers.map(({ name, value }) => [name, value]),
    contentType: contentType.trim() === "" ? null : contentType.trim(),
    body,
  };
}

/** What is to be said under each field now. */
export function shownProblems(
  { left, attempted, refused }: FormState,
  problems: readonly RequestProblem[],
): Map<string, string> {
  const shown = problems.filter(({ field }) => attempted || left[field]);
  return new Map([...refused, ...shown].map(({ field, message }) => [field, message]));
}
