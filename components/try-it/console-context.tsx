"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from "react";
import { type BuiltRequest, buildRequest, type RequestProblem } from "@/lib/try-it/build-request";
import { readDeepLink } from "@/lib/try-it/deep-link";
import { operationParameters } from "@/lib/try-it/parameters";
import type { ShownRequest } from "@/lib/try-it/request-text";
import type { TryItInput } from "@/lib/try-it/schema";
import type { TryItProps } from "./console-props";
import {
  type FormAction,
  type FormState,
  formReducer,
  initialForm,
  requestValues,
  shownProblems,
} from "./form-state";
import type { Run } from "./run-state";
import { recall, remember } from "./tab-memory";
import { useCall } from "./use-call";

/** What the console's parts and the code samples share: the values, the request that they make, the call. */
interface Console {
  props: TryItProps;
  form: FormState;
  dispatch(action: FormAction): void;
  request: BuiltRequest;
  /** What stands in the way of sending. */
  problems: readonly RequestProblem[];
  /** What is said under each field now, by field. */
  shown: ReadonlyMap<string, string>;
  /** Whether a key goes along: a subscription's, a pasted or a typed one. */
  withKey: boolean;
  run: Run;
  /** Sends the call; false when a field stands in the way. */
  send(): boolean;
  cancel(): void;
}

const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error("The console's parts stand inside of OperationLayout.");
  return found;
}

export function ConsoleProvider({ children, ...props }: TryItProps & { children: ReactNode }) {
  const { operation, api, job, subscriptions, isTester } = props;
  const [form, dispatch] = useReducer(formReducer, props, initialForm);
  const onRefused = useCallback((refused: RequestProblem[]) => {
    dispatch({ type: "refused", problems: refused });
  }, []);
  const { run, send: sendCall, cancel } = useCall(onRefused);

  useEffect(() => {
    const { hash } = window.location;
    // A link's values come first; where there are none, an operation on jobs goes on with the last one.
    const fragment = job && !hash.includes("=") ? recall("job", api.id) : hash;
    const values = readDeepLink(fragment, operationParameters(operation), api);
    if (values) dispatch({ type: "link", values });
  }, [operation, api, job]);

  useEffect(() => {
    const id = recall("subscription", api.id);
    const usable = subscriptions.some((held) => held.id === id && held.state === "active");
    if (usable && !isTester) dispatch({ type: "caller", caller: { kind: "subscription", id } });
  }, [api.id, subscriptions, isTester]);

  const built = useMemo(
    () => buildRequest(operation, requestValues(form), api.keyHeader),
    [operation, form, api.keyHeader],
  );
  const problems = useMemo(() => [...built.problems, ...form.refused], [built.problems, form.refused]);
  const shown = useMemo(() => shownProblems(form, built.problems), [form, built.problems]);
  const { request } = built;
  const key = maskedKey(props, form, request);

  // Read when a key is pressed or a button clicked, so that `send` need not change with every letter.
  const latest = useRef({ props, form, built, key });
  useEffect(() => {
    latest.current = { props, form, built, key };
  });
  const send = useCallback(() => {
    const now = latest.current;
    if (now.built.problems.length > 0) {
      dispatch({ type: "attempt" });
      return false;
    }
    const { caller } = now.form;
    if (caller.kind === "subscription") remember("subscription", now.props.api.id, caller.id);
    sendCall(toInput(now.props, now.form), toShown(now.props, now.built.request, now.key));
    return true;
  }, [sendCall]);

  const value = {
    props,
    form,
    dispatch,
    request,
    problems,
    shown,
    withKey: key !== null,
    run,
    send,
    cancel,
  };
  return <ConsoleContext value={value}>{children}</ConsoleContext>;
}

/** How the key that goes along is shown, or null when none does. */
function maskedKey(
  { subscriptions, api }: TryItProps,
  { caller }: FormState,
  { headers }: BuiltRequest,
): string | null {
  if (headers.some(([name]) => name.toLowerCase() === api.keyHeader.toLowerCase())) return "••••••••";
  if (caller.kind === "subscription")
    return subscriptions.find(({ id }) => id === caller.id)?.maskedKey ?? null;
  return caller.kind === "key" && caller.key.trim() !== "" ? "••••••••" : null;
}

function toInput({ operation, isTester }: TryItProps, form: FormState): TryItInput {
  const { caller } = form;
  const { parameters, headers, contentType, body } = requestValues(form);
  const key = caller.kind === "key" ? caller.key.trim() : "";
  return {
    operationId: operation.id,
    ...(isTester && { asTester: true }),
    subscriptionId: caller.kind === "subscription" ? caller.id : null,
    ...(key !== "" && { key }),
    parameters: { ...parameters },
    headers: headers.map(([name, value]) => [name, value]),
    contentType,
    body: { kind: "text", text: typeof body === "string" ? body : "" },
  };
}

/** The request as it is shown, the key masked. */
export function toShown(
  { api }: TryItProps,
  { method, path, headers, body }: BuiltRequest,
  key: string | null,
): ShownRequest {
  const others = headers.filter(([name]) => name.toLowerCase() !== api.keyHeader.toLowerCase());
  return {
    method,
    url: `${api.baseUrl}${path}`,
    headers: key === null ? others : [...others, [api.keyHeader, key]],
    body: typeof body === "string" ? body : null,
  };
}

/** The request that would be sent now, for showing. */
export function useShownRequest(): ShownRequest {
  const { props, form, request } = useConsole();
  return toShown(props, request, maskedKey(props, form, request));
}
