import type { Attribute, Block, Body } from "../../hcl/syntax.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";

/** An attribute and the file it stands in: an override file may give a block attributes from elsewhere. */
export interface WrittenAttribute {
  readonly file: SourceFile;
  readonly attribute: Attribute;
}

/** A block, the file it stands in, and what lies inside. */
export class WrittenBlock {
  #content: Content | undefined;

  constructor(
    readonly file: SourceFile,
    readonly block: Block,
    content?: Content,
  ) {
    this.#content = content;
  }

  /** The inside, indexed when it is first asked for. */
  get content(): Content {
    this.#content ??= Content.of(this.file, this.block.body);
    return this.#content;
  }

  /** The text of a label, `""` where there is none. */
  label(at: number): string {
    return this.block.labels[at]?.value ?? "";
  }

  /** The header: type and labels. */
  get range(): SourceRange {
    return { file: this.file, start: this.block.start, end: this.block.headerEnd };
  }

  /** The same block with another inside, as after an override. */
  withContent(content: Content): WrittenBlock {
    return new WrittenBlock(this.file, this.block, content);
  }
}

/** Attributes by name, in the order of the source. */
export type WrittenAttributes = Pick<
  ReadonlyMap<string, WrittenAttribute>,
  "get" | "has" | "keys" | "values" | "forEach" | typeof Symbol.iterator
>;

/** The inside of a block with its attributes and nested blocks by name, override files already merged. */
export class Content {
  constructor(
    readonly attributes: WrittenAttributes,
    readonly blocks: readonly WrittenBlock[],
  ) {}

  /** Indexes a body. Of two attributes of one name, which the parser has complained about, the first is kept. */
  static of(file: SourceFile, body: Body): Content {
    const blocks: WrittenBlock[] = [];
    for (const item of body.items) if (item.kind === "block") blocks.push(new WrittenBlock(file, item));
    return new Content(new AttributesOfBody(file, body), blocks.length === 0 ? noBlocks : blocks);
  }

  /** The blocks of one type, in order of appearance. */
  blocksOf(type: string): readonly WrittenBlock[] {
    return this.blocks.filter(({ block }) => block.type === type);
  }
}

const noBlocks: readonly WrittenBlock[] = [];

/** How many items are looked through without an index. */
const fewItems = 8;

/** The attributes of a body as it is written. There are very many bodies, nearly all too small to be worth an index. */
class AttributesOfBody implements WrittenAttributes {
  #byName: ReadonlyMap<string, WrittenAttribute> | undefined;

  constructor(
    readonly file: SourceFile,
    readonly body: Body,
  ) {}

  get(name: string): WrittenAttribute | undefined {
    const { file, body } = this;
    if (this.#byName !== undefined || body.items.length > fewItems) return this.#index().get(name);
    for (const item of body.items) if (item.kind !== "block" && item.name === name) return { file, attribute: item };
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): MapIterator<string> {
    return this.#index().keys();
  }

  values(): MapIterator<WrittenAttribute> {
    return this.#index().values();
  }

  forEach(visit: (value: WrittenAttribute, key: string, map: ReadonlyMap<string, WrittenAttribute>) => void): void {
    this.#index().forEach(visit);
  }

  [Symbol.iterator](): MapIterator<[string, WrittenAttribute]> {
    return this.#index()[Symbol.iterator]();
  }

  #index(): ReadonlyMap<string, WrittenAttribute> {
    if (this.#byName !== undefined) return this.#byName;
    const { file, body } = this;
    const attributes = new Map<string, WrittenAttribute>();
    for (const item of body.items) {
      if (item.kind !== "block" && !attributes.has(item.name)) attributes.set(item.name, { file, attribute: item });
    }
    // A small one is sooner made again than kept.
    if (body.items.length > fewItems) this.#byName = attributes;
    return attributes;
  }
}

/** The range of an attribute: from its name to the end of its expression. */
export function attributeRange(written: WrittenAttribute): SourceRange {
  return { file: written.file, start: written.attribute.start, end: written.attribute.end };
}
