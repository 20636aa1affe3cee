import { doubleQuoted, isPlain } from "./quote";
import { mergedHeaders, type SampleCall } from "./sample-call";

/** For Ruby 2.5 and later, with nothing to install. */
export function writeRuby(call: SampleCall): string {
  const { method, url, body } = call;
  const className = method.charAt(0) + method.slice(1).toLowerCase();
  return [
    'require "net/http"',
    "",
    `uri = URI(${quoted(url)})`,
    `request = Net::HTTP::${className}.new(uri)`,
    ...mergedHeaders(call).map((header) => {
      const value = "value" in header ? quoted(header.value) : `ENV.fetch("${header.variable}")`;
      return `request[${quoted(header.name)}] = ${value}`;
    }),
    ...(body === null ? [] : [`request.body = ${quoted(body)}`]),
    "",
    'response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|',
    "  http.request(request)",
    "end",
    'puts "#{response.code} #{response.message}", response.body',
    "",
  ].join("\n");
}

/** Single quotes keep all but the backslash and the quote; the rest needs double ones, where # is special. */
function quoted(text: string): string {
  return isPlain(text) ? `'${text.replace(/[\\']/g, "\\$&")}'` : doubleQuoted(text, '"#');
}
