import { describe, expect, it } from "vitest";
import type { TryItProps } from "./console-props";
import {
  type FormAction,
  type FormState,
  formReducer,
  initialForm,
  requestValues,
  shownProblems,
} from "./form-state";

const props: TryItProps = {
  operation: {
    id: "o",
    displayName: "Score",
    method: "POST",
    urlTemplate: "/score/{model}?v={version}",
    parameters: [
      { name: "version", in: "query", type: "string", required: true, default: "2.0" },
      { name: "top", in: "query", type: "integer", required: false, default: "5" },
    ],
    request: {
      representations: [
        { contentType: "application/json", sample: "{}" },
        { contentType: "text/csv", sample: "a,b" },
      ],
    },
  },
  api: {
    id: "a",
    name: "A",
    baseUrl: "http://localhost:3000/gateway/a",
    keyHeader: "K",
    keyQuery: "k",
    requiresSubscription: true,
    hasStoredCredential: true,
  },
  subscriptions: [
    { id: "s1", name: "Old", productName: "P", state: "suspended", maskedKey: "gate_…1" },
    { id: "s2", name: "Mine", productName: "P", state: "active", maskedKey: "gate_…2" },
  ],
  products: [],
  job: null,
  signedIn: true,
  isTester: false,
  signInHref: "/sign-in",
};
const samples = props.operation.request?.representations ?? [];

function follow(...actions: FormAction[]): FormState {
  return actions.reduce(formReducer, initialForm(props));
}

describe("the console's form", () => {
  it("begins with an active subscription, every default, the sample and its type", () => {
    expect(initialForm(props)).toMatchObject({
      caller: { kind: "subscription", id: "s2" },
      parameters: { "path:model": "", "query:version": "2.0", "query:top": "5" },
      headers: [],
      contentType: "application/json",
      body: "{}",
    });
  });

  it("begins with an empty key where one is asked for, and with none where not", () => {
    expect(initialForm({ ...props, isTester: true }).caller).toEqual({ kind: "none" });
    expect(initialForm({ ...props, subscriptions: [] }).caller).toEqual({ kind: "key", key: "" });
    const api = { ...props.api, requiresSubscription: false };
    expect(initialForm({ ...props, api, subscriptions: [] }).caller).toEqual({ kind: "none" });
  });

  it("begins with JSON where the operation describes no body", () => {
    const operation = { ...props.operation, request: null };
    expect(initialForm({ ...props, operation })).toMatchObject({ contentType: "application/json", body: "" });
  });

  it("keeps rows apart by their own id, whichever goes", () => {
    const { headers } = follow(
      { type: "add-header" },
      { type: "add-header" },
      { type: "header", id: 1, name: "A", value: "1" },
      { type: "header", id: 2, name: "B" },
      { type: "remove-header", id: 1 },
      { type: "add-header" },
    );
    expect(headers).toEqual([
      { id: 2, name: "B", value: "" },
      { id: 3, name: "", value: "" },
    ]);
  });

  it("brings another type's sample, and keeps a body that was typed", () => {
    const csv = { type: "content-type", contentType: "text/csv", samples } as const;
    expect(follow(csv).body).toBe("a,b");
    expect(follow({ type: "body", body: "mine" }, csv)).toMatchObject({
      contentType: "text/csv",
      body: "mine",
    });
    expect(follow({ type: "content-type", contentType: "text/x", samples }).body).toBe("{}");
  });

  it("takes a link's values over the defaults, and leaves the rest", () => {
    const linked = follow({ type: "link", values: { parameters: { "path:model": "m" }, body: "linked" } });
    expect(linked).toMatchObject({
      parameters: { "path:model": "m", "query:version": "2.0" },
      contentType: "application/json",
      body: "linked",
    });
  });

  it("is read as the values of a request", () => {
    const form = follow({ type: "add-header" }, { type: "header", id: 1, name: "A", value: "1" });
    expect(requestValues({ ...form, contentType: " " })).toMatchObject({
      headers: [["A", "1"]],
      contentType: null,
    });
  });
});

describe("problems", () => {
  const problems = [
    { field: "parameters.path:model", message: "Enter a value for model." },
    { field: "body", message: "Too long." },
  ];

  it("are said when their field was left, and all of them once a call was tried", () => {
    expect([...shownProblems(follow(), problems)]).toEqual([]);
    const left = follow({ type: "leave", field: "body" });
    expect([...shownProblems(left, problems).keys()]).toEqual(["body"]);
    expect(shownProblems(follow({ type: "attempt" }), problems).size).toBe(2);
  });

  it("that the route found stay until their field changes", () => {
    const refused = {
      type: "refused",
      problems: [
        { field: "parameters.path:model", message: "No." },
        { field: "headers.0.name", message: "No." },
      ],
    } as const;
    const form = follow({ type: "add-header" }, { ...refused, problems: [...refused.problems] });
    expect(shownProblems(form, []).size).toBe(2);
    const changed = formReducer(form, { type: "parameter", key: "path:model", value: "x" });
    expect([...shownProblems(changed, []).keys()]).toEqual(["headers.0.name"]);
    expect(shownProblems(formReducer(changed, { type: "remove-header", id: 1 }), []).size).toBe(0);
  });
});
