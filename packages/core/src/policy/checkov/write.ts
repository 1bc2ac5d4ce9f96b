import { Document, isCollection, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { isDataList, isDataMap, type Data, type DataMap, type Policy, type PolicyCase } from "../policy.js";

/** What is to be said of a part of a policy's conditions. */
type NotesOf = (part: object) => readonly string[];

const lineWidth = 120;
/** What is no longer than this stands on one line. */
const shortest = 76;

/** Writes a policy as YAML that a person can go on with, each note as a comment where it belongs. */
export function writePolicy(policy: Policy, heading: readonly string[], notesOf: NotesOf): string {
  const document = new Document();
  const writer = new Writer(document, notesOf);
  const contents = writer.node(partsOf(policy));
  if (isCollection(contents)) contents.flow = false;
  document.contents = contents;
  if (heading.length > 0) document.commentBefore = commentOf(heading);
  return document.toString({ lineWidth, flowCollectionPadding: true });
}

/** The parts of a policy in the order in which they are written, without those that say nothing. */
function partsOf({ cases, ...policy }: Policy): DataMap {
  const [only] = cases;
  const { message } = only ?? {};
  const isShared = cases.every((each) => each.message === message);
  const parts: Record<string, unknown> = {
    id: policy.id,
    title: policy.title,
    severity: policy.severity,
    category: policy.category,
    preset: policy.preset,
    description: policy.description,
    remediation: policy.remediation,
    several: policy.several,
    ...(only !== undefined && cases.length === 1 ? caseParts(only) : {}),
    cases:
      cases.length === 1
        ? undefined
        : cases.map((each) => caseParts(isShared ? { ...each, message: undefined } : each)),
    message: isShared ? message : undefined,
    links: policy.links,
    controls: policy.controls,
    aliases: policy.aliases,
  };
  return given(parts);
}

function caseParts({ match, when, require, deny, message }: PolicyCase): DataMap {
  const [type] = match;
  return given({ match: match.length === 1 ? type : match, when, require, deny, message });
}

function given(parts: Readonly<Record<string, unknown>>): DataMap {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => {
      if (value === undefined) return false;
      return typeof value !== "object" || value === null || Object.keys(value).length > 0;
    }),
  ) as DataMap;
}

class Writer {
  /** A condition that stands in several places carries its notes in the first. */
  readonly #written = new Set<string>();

  constructor(
    readonly document: Document,
    readonly notesOf: NotesOf,
  ) {}

  node(data: Data): YAMLMap | YAMLSeq | Scalar {
    if (!isDataList(data) && !isDataMap(data)) return new Scalar(data);
    const notes = this.notesOf(data).filter((note) => !this.#written.has(note));
    for (const note of notes) this.#written.add(note);
    const collection = isDataList(data) ? this.#list(data) : this.#map(data);
    if (notes.length > 0) collection.commentBefore = commentOf(notes);
    else if (JSON.stringify(data).length <= shortest && !hasComment(collection)) collection.flow = true;
    return collection;
  }

  #list(data: readonly Data[]): YAMLSeq {
    const list = new YAMLSeq(this.document.schema);
    list.items = data.map((item) => this.node(item));
    // Types are many, and short.
    if (data.every((item) => typeof item === "string")) list.flow = data.length > 8;
    return list;
  }

  #map(data: DataMap): YAMLMap {
    const map = new YAMLMap(this.document.schema);
    map.items = Object.entries(data).map(([name, value]) => new Pair(new Scalar(name), this.node(value)));
    return map;
  }
}

function hasComment(collection: YAMLMap | YAMLSeq): boolean {
  return collection.items.some((item) => {
    const inner: unknown = item instanceof Pair ? item.value : item;
    return (inner instanceof YAMLMap || inner instanceof YAMLSeq) && (isCommented(inner) || hasComment(inner));
  });
}

function isCommented({ commentBefore }: YAMLMap | YAMLSeq): boolean {
  return typeof commentBefore === "string";
}

function commentOf(notes: readonly string[]): string {
  return notes.flatMap((note) => wrap(note, lineWidth - 20)).join("\n");
}

/** Breaks a text into lines at its spaces. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= width) lines.push(` ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
