import { describe, expect, it } from "vitest";
import type { Parameter } from "@/lib/catalogue/schema";
import { readDeepLink, writeDeepLink } from "./deep-link";
import { isSecretName } from "./secret-names";

const keyNames = { keyHeader: "Ocp-Apim-Subscription-Key", keyQuery: "subscription-key" };

function parameter(place: Parameter["in"], name: string, value?: string): Parameter {
  return { name, in: place, type: "string", required: true, ...(value !== undefined && { default: value }) };
}

const parameters = [
  parameter("path", "workspace", "w0"),
  parameter("query", "apiversion", "2.0"),
  parameter("query", "subscription-key"),
  parameter("header", "Authorization"),
  parameter("header", "X-Model"),
];
const defaults = { contentType: "application/json", body: "{}" };

function write(values: Record<string, string>, body = "{}", contentType: string | null = "application/json") {
  return writeDeepLink(parameters, { parameters: values, contentType, body }, defaults, keyNames);
}

describe("a deep link", () => {
  it("carries what differs from the defaults, and reads back the same", () => {
    const body = '{"a":"č & = # %41\n+"}';
    const fragment = write(
      { "path:workspace": "a&b=c#d", "query:apiversion": "2.0", "header:X-Model": "" },
      body,
    );
    expect(fragment).not.toContain("apiversion");
    expect(readDeepLink(`#${fragment}`, parameters, keyNames)).toEqual({
      parameters: { "path:workspace": "a&b=c#d" },
      body,
    });
  });

  it("carries an emptied field and another content type", () => {
    const fragment = write({ "path:workspace": "", "query:apiversion": "2.0" }, "{}", "text/json");
    expect(readDeepLink(fragment, parameters, keyNames)).toEqual({
      parameters: { "path:workspace": "" },
      contentType: "text/json",
    });
  });

  it("carries no secret, and takes none", () => {
    const secrets = { "query:subscription-key": "s3cret", "header:Authorization": "Bearer s3cret" };
    expect(write({ ...secrets, "path:workspace": "w0", "query:apiversion": "2.0" })).toBe("try-it");
    const forged = "try-it&header%3AAuthorization=Bearer+evil&query%3Asubscription-key=k";
    expect(readDeepLink(forged, parameters, keyNames)).toEqual({ parameters: {} });
  });

  it("passes over names that the operation does not have, and fragments of others", () => {
    expect(readDeepLink("#try-it&path%3Aother=1&__proto__=2", parameters, keyNames)).toEqual({
      parameters: {},
    });
    expect(readDeepLink("#responses", parameters, keyNames)).toBeNull();
    expect(readDeepLink("", parameters, keyNames)).toBeNull();
  });
});

it.each([
  "Authorization",
  "Cookie",
  "X-Api-Key",
  "x-functions-key",
  "apiKey",
  "access_token",
  "client_secret",
  "sig",
  "X-Auth-Token",
])("%s is taken for a secret's name", (name) => expect(isSecretName(name)).toBe(true));

it.each(["workspace", "keyword", "X-Model", "tokens", "max_tokens", "monkey", "design", "Content-Type"])(
  "%s is not",
  (name) => expect(isSecretName(name)).toBe(false),
);
