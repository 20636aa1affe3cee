import { addressMatcher } from "../addresses";
import { refuse } from "../refusal";
import type { AccessSettings, Check, PolicyScope } from "./document";
import { whose } from "./whose";

/** What one scope asks of a call before it may pass. */
export function compileChecks(scope: PolicyScope, access: AccessSettings): Check[] {
  return [...addressCheck(scope, access), ...headerCheck(scope, access)];
}

function addressCheck(scope: PolicyScope, { allowedAddresses, deniedAddresses }: AccessSettings): Check[] {
  if (allowedAddresses.length === 0 && deniedAddresses.length === 0) return [];
  const isDenied = addressMatcher(deniedAddresses);
  const isAllowed = allowedAddresses.length === 0 ? () => true : addressMatcher(allowedAddresses);
  const check: Check["check"] = ({ clientAddress }) => {
    if (isDenied(clientAddress)) {
      throw refuse("ip-not-allowed", { detail: `${clientAddress} is denied by ${whose[scope]}` });
    }
    if (!isAllowed(clientAddress)) {
      throw refuse("ip-not-allowed", {
        detail: `${clientAddress} is not among the addresses that ${whose[scope]} allows`,
      });
    }
  };
  return [{ step: "ip-filter", scope, check }];
}

function headerCheck(scope: PolicyScope, { requiredHeaders }: AccessSettings): Check[] {
  if (requiredHeaders.length === 0) return [];
  const required = requiredHeaders.map(({ name, values }) => ({ name, lower: name.toLowerCase(), values }));
  const check: Check["check"] = ({ headers }) => {
    for (const { name, lower, values } of required) {
      const fits = headers.some(
        (text, n) =>
          n % 2 === 0 &&
          text.length === lower.length &&
          text.toLowerCase() === lower &&
          (values.length === 0 || values.includes(headers[n + 1] ?? "")),
      );
      if (fits) continue;
      throw refuse("missing-header", {
        message: `The header "${name}" is required${values.length > 0 ? ", with one of its allowed values" : ""}.`,
        detail: `asked for by ${whose[scope]}`,
      });
    }
  };
  return [{ step: "required-headers", scope, check }];
}
