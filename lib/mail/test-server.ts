import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  recipients: string[];
  headers: Map<string, string>;
  subject: string;
  text: string;
}

/** What the server says to a mail for an address: nothing (it takes it), or a refusal with its SMTP code. */
type Answer = (recipient: string) => { code: number; message: string } | null;

/** A real SMTP server on loopback for tests: it keeps what arrives. */
export async function startMailServer({
  port = 0,
  answer = () => null,
}: {
  port?: number;
  answer?: Answer;
} = {}) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, callback) {
      const refusal = answer(address);
      callback(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const sender = envelope.mailFrom;
        mails.push({
          from: sender ? sender.address : "",
          recipients: envelope.rcptTo.map(({ address }) => address),
          ...readMail(Buffer.concat(chunks).toString("utf8")),
        });
        callback();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    mails,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A mail of one part, in plain text. */
function readMail(raw: string): Pick<ReceivedMail, "headers" | "subject" | "text"> {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.toLowerCase(), value.join(":").trim()] as const;
    }),
  );
  const body = raw.slice(end + 4);
  const encoded = headers.get("content-transfer-encoding") === "quoted-printable";
  return {
    headers,
    subject: headers.get("subject") ?? "",
    text: (encoded ? decodeQuoted(body) : body).replaceAll("\r\n", "\n").trim(),
  };
}

/** RFC 2045 section 6.7 */
function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
