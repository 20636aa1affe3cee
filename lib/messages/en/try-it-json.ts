/** What is wrong with a text that was meant to be JSON. */
export const jsonMessages = {
  value: "A value is missing here.",
  name: "A name in double quotes is missing here.",
  colon: "A colon is missing here.",
  commaOrBrace: "A comma or } is missing here.",
  commaOrBracket: "A comma or ] is missing here.",
  trailingComma: "There is a comma too many before this.",
  singleQuotes: "Use double quotes, not single ones.",
  unclosedString: "This text is not closed with a double quote.",
  controlInString: "A text may not hold a tab or another control character; write \\t.",
  escape: 'After a backslash comes one of " \\ / b f n r t u.',
  word: (word: string) => `${word} is not JSON. Texts stand in double quotes.`,
  number: (number: string) => `${number} is not a number in JSON.`,
  more: "Nothing may follow the end of the value.",
  tooDeep: "This is nested too deeply.",
};
