import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  parseEvents,
} from "js-yaml";
import type { Place } from "@/lib/openapi/place";

/**
 * Answers in which line of a YAML (or JSON) text a place stands, counted from 1: that of its name, or of the nearest
 * thing around it that is written. Null where the text does not tell. Pure.
 */
export function lineFinder(source: string): (place: Place) => number | null {
  const starts = lineStarts(source);
  let events: Event[];
  try {
    events = parseEvents(source, { maxDepth: 150 });
  } catch {
    // It was read before; what cannot be found has no line.
    return () => null;
  }
  return (place) => {
    const offset = new Walk(source, events).find(place);
    return offset === null ? null : lineOf(starts, offset);
  };
}

class Walk {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly events: readonly Event[],
  ) {}

  /** The offset of the deepest part of the place that is there. */
  find(place: Place): number | null {
    while (this.events[this.at]?.type === EVENT_DOCUMENT) this.at += 1;
    let best: number | null = null;
    for (const step of place) {
      const found = this.enter(step);
      if (found === null) break;
      best = found;
    }
    return best;
  }

  /** Goes to a member of the collection that begins here; answers where it is named. */
  private enter(step: string | number): number | null {
    const holder = this.events[this.at];
    if (!holder || holder.type === EVENT_SCALAR || holder.type === EVENT_ALIAS) return null;
    const isMapping = holder.type === EVENT_MAPPING;
    this.at += 1;
    for (let index = 0; this.events[this.at]?.type !== EVENT_POP; index += 1) {
      const named = this.events[this.at];
      if (named === undefined) return null;
      const offset = offsetOf(named);
      const isWanted = isMapping ? this.nameOf(named) === String(step) : index === step;
      if (isMapping) this.skip();
      if (isWanted) return offset;
      this.skip();
    }
    return null;
  }

  private nameOf(event: Event): string | null {
    return event.type === EVENT_SCALAR ? getScalarValue(this.source, event) : null;
  }

  /** Past one whole value. */
  private skip(): void {
    let depth = 0;
    do {
      const event = this.events[this.at];
      if (event === undefined) return;
      if (event.type === EVENT_POP) depth -= 1;
      else if (event.type !== EVENT_SCALAR && event.type !== EVENT_ALIAS) depth += 1;
      this.at += 1;
    } while (depth > 0);
  }
}

function offsetOf(event: Event): number | null {
  switch (event.type) {
    case EVENT_SCALAR:
      return event.valueStart;
    case EVENT_ALIAS:
      return event.anchorStart;
    default:
      return "start" in event ? event.start : null;
  }
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const { index } of source.matchAll(/\r\n|\n|\r/g)) {
    starts.push(index + (source.startsWith("\r\n", index) ? 2 : 1));
  }
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
