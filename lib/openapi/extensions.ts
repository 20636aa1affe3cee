/** What Gatehouse's own documents say beyond OpenAPI, so that they come back as they went. */
export const extensions = {
  /** At the root: the document is ours, and these are the API's settings. */
  api: "x-gatehouse",
  /** At an operation whose URL template is not its path. */
  urlTemplate: "x-gatehouse-url-template",
  /** At an operation: which one it is, where grouping by path has changed the order. */
  position: "x-gatehouse-position",
  /** At an operation: its responses' order, where it is not that of their statuses, in which every reader puts them. */
  responses: "x-gatehouse-responses",
  /** At a parameter that the URL template calls otherwise. */
  name: "x-gatehouse-name",
  /** At a query parameter that the URL template gives a fixed value. */
  fixed: "x-gatehouse-fixed",
  /** At a media type: the sample's own text, where its layout tells more than its value. */
  sample: "x-gatehouse-sample",
} as const;
