import { RecordParser, type TextRecord, TextTableError } from "@/lib/azureml/parse-records";
import type { Port } from "@/lib/azureml/web-service";
import { clip, Refusal } from "../errors";
import { readCell, requireColumns } from "../read-inputs";
import type { EmulatedService, InputRow } from "../services";
import { locationOf } from "./blob-place";
import { BlobWriter, isResultOf, JobFailure, readBlob } from "./blobs";
import type { Job } from "./job-store";
import { outputFormatOf } from "./write-rows";

export interface RunOptions {
  service: EmulatedService;
  /** The job ran before, in a process that is gone. */
  resumed: boolean;
  signal: AbortSignal;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

/**
 * Scores every row of the job's input into its output, piece by piece: what it holds in memory does not grow with the
 * input. The output appears whole, or not at all. Throws a `JobFailure` that says what is wrong with the data.
 */
export async function runJob(job: Job, { service, resumed, signal, wait }: RunOptions): Promise<void> {
  if (resumed && (await isResultOf(job.output, job.id, signal))) return;
  if (job.holdMs > 0) await wait(job.holdMs, signal);
  const format = outputFormatOf(job.output.blob);
  if (!format) throw new JobFailure(`${locationOf(job.output)} has no extension that a result can have.`);
  const { contentType } = format;
  const writer = new BlobWriter({ place: job.output, contentType, jobId: job.id, signal });
  writer.add(format.head(service.output));
  for await (const rows of readRows(job, service.input, signal)) {
    let due = false;
    for (const row of rows) due = writer.add(format.row(service.score(row, job.parameters), service.output));
    if (due) await writer.flush();
  }
  await writer.commit();
}

/** The input's rows in the order of the service's columns, some at a time. */
async function* readRows(job: Job, input: Port, signal: AbortSignal): AsyncGenerator<InputRow[]> {
  const reader = new RowReader(input);
  const parser = new RecordParser(job.input.blob.toLowerCase().endsWith(".tsv") ? "\t" : ",");
  // It takes the byte order mark away, and refuses what is not UTF-8.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of readBlob(job.input, signal)) {
      yield reader.read(parser.push(decoder.decode(chunk, { stream: true })));
    }
    yield reader.read([...parser.push(decoder.decode()), ...parser.end()]);
    reader.requireHeader();
  } catch (error) {
    throw asFailure(error, job);
  }
}

/** Turns records into rows: the first one names the columns, in any order. */
class RowReader {
  private header: string[] | null = null;
  private positions: number[] = [];
  private count = 0;

  constructor(private readonly input: Port) {}

  read(records: readonly TextRecord[]): InputRow[] {
    return records.flatMap((record) => {
      if (this.header) return [this.readRow(record, this.header.length)];
      this.readHeader(record.cells.map((cell) => cell.trim()));
      return [];
    });
  }

  requireHeader(): void {
    if (!this.header) throw new TextTableError("it is empty; the first row must name the columns");
  }

  private readHeader(names: string[]): void {
    const wanted = this.input.columns.map(({ name }) => name);
    try {
      requireColumns(names, this.input);
    } catch (cause) {
      const found = clip(names.join(", "), 200);
      throw new JobFailure(
        `InputMismatchError: Input data does not match input port schema. The header row names the columns ${found}; the web service takes ${wanted.join(", ")}.`,
        { cause },
      );
    }
    this.header = names;
    this.positions = wanted.map((name) => names.indexOf(name));
  }

  private readRow({ cells, line }: TextRecord, width: number): InputRow {
    this.count += 1;
    const { input, count } = this;
    if (cells.length !== width) {
      throw new TextTableError(
        `row ${count} (line ${line}) has ${cells.length} ${cells.length === 1 ? "value" : "values"} for ${width} ${width === 1 ? "column" : "columns"}`,
      );
    }
    return input.columns.map((column, at) => {
      const cell = cells[this.positions[at] ?? -1];
      // An empty cell is a missing value.
      return readCell(cell === "" ? null : cell, { column, index: count - 1, input });
    });
  }
}

/** What is wrong with the data, in the words of the request/response service's refusals. */
function asFailure(error: unknown, job: Job): unknown {
  if (error instanceof Refusal) {
    const [detail] = error.body.error.details;
    return new JobFailure(`${detail?.code}: ${detail?.message}`, { cause: error });
  }
  const reason =
    error instanceof TextTableError
      ? error.message
      : error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"
        ? "it is not UTF-8 text"
        : null;
  if (reason === null) return error;
  return new JobFailure(
    `InputParseError: Parsing of input vector failed.  Verify the input vector has the correct number of columns and data types.  Additional details: ${locationOf(job.input)}: ${reason}.`,
    { cause: error },
  );
}
