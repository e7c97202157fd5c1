import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';

/** What is wrong with a file that a person writes: stages, the officers of an election. */
export interface FileProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Where in the file: `stages[3].end`; empty for the file as a whole. */
  readonly field: string;
  /** For the person who mends the file. */
  readonly problem: string;
}

export type YamlResult<Data> =
  | { readonly ok: true; readonly data: Data; readonly report: ReportAt }
  | { readonly ok: false };

/** Adds a problem at the line of a field. */
export type ReportAt = (path: Path, problem: string) => void;

type Path = readonly PropertyKey[];
type Report = (offset: number, path: Path, problem: string) => void;

/** A file of these kinds is under 100 kB. */
const LARGEST_FILE = 1_000_000;

/** One unclosed bracket makes an error at every bracket around it; the first ones say enough. */
const MOST_SYNTAX_ERRORS = 5;

const TOO_DEEP = 'is nested too deeply';

/** Errors of the YAML parser whose own words speak to a programmer. */
const SYNTAX_PROBLEMS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'holds more than one document (---)',
  RESOURCE_EXHAUSTION: TOO_DEEP,
};

/**
 * Reads a YAML or JSON (which is YAML) file by a schema, and finds every problem in it with its line.
 *
 * @param what what the file is called where a field is unknown: "a stage file"
 * @param problems gets what is found, now and by the `report` of the result
 */
export function readYaml<Data>(
  text: string,
  {
    file,
    what,
    schema,
    problems,
  }: {
    readonly file: string;
    readonly what: string;
    readonly schema: z.ZodType<Data>;
    readonly problems: FileProblem[];
  },
): YamlResult<Data> {
  const lines = new LineCounter();
  const report: Report = (offset, path, problem) =>
    problems.push({ file, line: Math.max(1, lines.linePos(offset).line), field: fieldName(path), problem });
  const document = readDocument(text, lines, report);
  if (document === undefined) return { ok: false };
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const issue of parsed.error.issues) reportIssue(issue, { document, what, report });
    return { ok: false };
  }
  return {
    ok: true,
    data: parsed.data,
    report: (path, problem) => report(offsetOf(document, path), path, problem),
  };
}

/** The document, or undefined after reporting why it cannot be read. */
function readDocument(text: string, lineCounter: LineCounter, report: Report): Document | undefined {
  if (text.length > LARGEST_FILE) {
    report(0, [], `is longer than ${LARGEST_FILE} characters`);
    return undefined;
  }
  let sound = true;
  const refuse = (offset: number, problem: string) => {
    sound = false;
    report(offset, [], problem);
  };
  try {
    const document = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      stringKeys: true,
      logLevel: 'error',
    });
    for (const error of document.errors.slice(0, MOST_SYNTAX_ERRORS)) {
      refuse(error.pos[0], SYNTAX_PROBLEMS[error.code] ?? error.message);
    }
    // An alias to aliases is the way to make a small file fill the memory, and no such file needs one.
    visit(document, {
      Alias: (_, alias) => refuse(alias.range?.[0] ?? 0, 'aliases (*name) are not allowed'),
    });
    return sound ? document : undefined;
  } catch (error) {
    // Walking the document, like reading it, descends by calling itself.
    if (!(error instanceof RangeError)) throw error;
    refuse(0, TOO_DEEP);
    return undefined;
  }
}

function reportIssue(
  issue: z.core.$ZodIssue,
  { document, what, report }: { readonly document: Document; readonly what: string; readonly report: Report },
): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const path = [...issue.path, key];
      report(offsetOf(document, path), path, `is no field of ${what}`);
    }
    return;
  }
  const isTyped = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  const missing = isTyped && !document.hasIn(issue.path);
  report(offsetOf(document, issue.path), issue.path, missing ? 'is missing' : issue.message);
}

/** Where the field stands; for one that is missing, where the nearest thing around it begins. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** `stages[3].end` for the path stages, 3, end. */
function fieldName(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
