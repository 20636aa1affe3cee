/** What is said of any text. */
export const textMessages = {
  unstorable: "Take out the characters that cannot be stored (NUL, halves of characters).",
};
