import { describe, expect, it } from "vitest";
import { hear, startTyping, type } from "./typed-text";

describe("a text that is typed and kept in the address", () => {
  it("keeps what is typed while the address comes after, with its spaces", () => {
    let state = type(type(type(startTyping(""), "d"), "de"), "del ");
    for (const kept of ["d", "del"]) {
      state = hear(state, kept);
      expect(state.typed).toBe("del ");
    }
    expect(state.awaited).toEqual([]);
  });

  it("follows the address when it says something else", () => {
    const typed = hear(type(startTyping(""), "delete"), "delete");
    expect(hear(typed, "").typed).toBe("");
    expect(hear(hear(typed, ""), "delete").typed).toBe("delete");
  });

  it("waits for nothing when only spaces were typed", () => {
    expect(type(hear(type(startTyping(""), "a"), "a"), "a ").awaited).toEqual([]);
  });
});
