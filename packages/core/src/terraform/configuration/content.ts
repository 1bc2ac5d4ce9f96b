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

/** The inside of a block with its attributes and nested blocks by name, override files already merged. */
export class Content {
  constructor(
    readonly attributes: ReadonlyMap<string, WrittenAttribute>,
    readonly blocks: readonly WrittenBlock[],
  ) {}

  /** Indexes a body. Of two attributes of one name, which the parser has complained about, the first is kept. */
  static of(file: SourceFile, body: Body): Content {
    const attributes = new Map<string, WrittenAttribute>();
    const blocks: WrittenBlock[] = [];
    for (const item of body.items) {
      if (item.kind === "block") blocks.push(new WrittenBlock(file, item));
      else if (!attributes.has(item.name)) attributes.set(item.name, { file, attribute: item });
    }
    return new Content(attributes, blocks);
  }

  /** The blocks of one type, in order of appearance. */
  blocksOf(type: string): readonly WrittenBlock[] {
    return this.blocks.filter(({ block }) => block.type === type);
  }
}

/** The range of an attribute: from its name to the end of its expression. */
export function attributeRange(written: WrittenAttribute): SourceRange {
  return { file: written.file, start: written.attribute.start, end: written.attribute.end };
}
