import { Choice, type ChoiceProps } from "./choice";

/** A box to tick, with its label beside it. */
export function Checkbox(props: ChoiceProps) {
  return <Choice type="checkbox" {...props} />;
}
