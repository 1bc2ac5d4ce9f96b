import type { HclFile } from "../../hcl/syntax.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, Content, type WrittenBlock } from "./content.js";
import { configurationSchema } from "./json-schema.js";
import type {
  Declaration,
  LocalDeclaration,
  Module,
  ProviderDeclaration,
  RequiredProvider,
  ResourceDeclaration,
} from "./module.js";
import { fixedBlocks, mergeContent } from "./overrides.js";

/** The parsed files of a module's directory, each list in order of their names. */
interface ModuleFiles {
  readonly primary: readonly HclFile[];
  readonly overrides: readonly HclFile[];
}

/** Reads what the files of one directory declare, override files merged over the rest. */
export function readModule(directory: string, files: ModuleFiles, report: ReportDiagnostic): Module {
  const reader = new ModuleReader(report);
  for (const file of files.primary) reader.readFile(file, false);
  for (const file of files.overrides) reader.readFile(file, true);
  return { directory, files: [...files.primary, ...files.overrides], ...reader.declarations };
}

/** Blocks of OpenTofu, of tools and of tests, which are read past without a word. */
const ignoredBlocks = new Set(["encryption", "language"]);

/** Blocks that stand in normal files only, not in override files. */
const normalBlocks = new Set(["check", "moved", "import"]);

/** What is read, while it is being read. */
interface Declarations {
  readonly variables: Map<string, Declaration>;
  readonly locals: Map<string, LocalDeclaration>;
  readonly outputs: Map<string, Declaration>;
  readonly resources: Map<string, ResourceDeclaration>;
  readonly calls: Map<string, Declaration>;
  readonly providers: Map<string, ProviderDeclaration>;
  readonly requiredProviders: Map<string, RequiredProvider>;
  readonly settings: WrittenBlock[];
  readonly moved: WrittenBlock[];
  readonly imports: WrittenBlock[];
  readonly removed: WrittenBlock[];
  readonly checks: WrittenBlock[];
}

class ModuleReader {
  readonly declarations: Declarations = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    resources: new Map(),
    calls: new Map(),
    providers: new Map(),
    requiredProviders: new Map(),
    settings: [],
    moved: [],
    imports: [],
    removed: [],
    checks: [],
  };

  constructor(readonly report: ReportDiagnostic) {}

  readFile(hcl: HclFile, isOverride: boolean): void {
    const content = Content.of(hcl.file, hcl.body);
    for (const { attribute, file } of content.attributes.values()) {
      this.warn("unsupported-argument", `An argument named "${attribute.name}" is not expected here.`, {
        file,
        start: attribute.start,
        end: attribute.nameEnd,
      });
    }
    for (const block of content.blocks) this.readBlock(block, isOverride);
  }

  readBlock(block: WrittenBlock, isOverride: boolean): void {
    const { type, labels } = block.block;
    const expected = configurationSchema.blocks.get(type)?.labels;
    if (expected === undefined) {
      if (ignoredBlocks.has(type)) return;
      this.warn("unsupported-block", `Blocks of type "${type}" are not expected here; it is left out.`, block.range);
    } else if (labels.length !== expected) {
      const message = `A block of type "${type}" has ${String(expected)} label${expected === 1 ? "" : "s"}; it is left out.`;
      this.warn("invalid-labels", message, block.range);
    } else if (isOverride && normalBlocks.has(type)) {
      this.warn("unsupported-override", `Override files cannot hold "${type}" blocks; it is left out.`, block.range);
    } else {
      if (isOverride) this.checkOverride(block);
      this.declare(block, isOverride);
    }
  }

  /** Conditions cannot be overridden, which Terraform says of each of them. */
  checkOverride({ content }: WrittenBlock): void {
    for (const nested of content.blocks) {
      const { type } = nested.block;
      if (type === "lifecycle") this.checkOverride(nested);
      if (!fixedBlocks.has(type)) continue;
      const message = `Override files cannot override "${type}" blocks; it is left out.`;
      this.warn("unsupported-override", message, nested.range);
    }
  }

  declare(block: WrittenBlock, isOverride: boolean): void {
    const { declarations } = this;
    const name = block.label(0);
    const plain = { name, written: block, content: block.content };
    switch (block.block.type) {
      case "variable":
        this.add(declarations.variables, name, plain, isOverride);
        break;
      case "output":
        this.add(declarations.outputs, name, plain, isOverride);
        break;
      case "module":
        this.add(declarations.calls, name, plain, isOverride);
        break;
      case "locals":
        this.declareLocals(block, isOverride);
        break;
      case "provider":
        this.declareProvider(block, isOverride);
        break;
      case "resource":
        this.declareResource(block, "managed", isOverride);
        break;
      case "data":
      case "ephemeral":
        this.declareResource(block, block.block.type, isOverride);
        break;
      case "terraform":
        this.declareSettings(block, isOverride);
        break;
      case "check":
        declarations.checks.push(block);
        for (const data of block.content.blocksOf("data")) this.declareResource(data, "data", isOverride);
        break;
      case "moved":
        declarations.moved.push(block);
        break;
      case "import":
        declarations.imports.push(block);
        break;
      case "removed":
        declarations.removed.push(block);
    }
  }

  declareResource(block: WrittenBlock, mode: ResourceDeclaration["mode"], isOverride: boolean): void {
    const type = block.label(0);
    const name = block.label(1);
    const address = mode === "managed" ? `${type}.${name}` : `${mode}.${type}.${name}`;
    const declaration = { name, type, mode, address, written: block, content: block.content };
    this.add(this.declarations.resources, address, declaration, isOverride);
  }

  declareProvider(block: WrittenBlock, isOverride: boolean): void {
    const localName = block.label(0);
    const written = block.content.attributes.get("alias")?.attribute.expression;
    const alias = written?.kind === "string" ? written.value : undefined;
    const name = alias === undefined ? localName : `${localName}.${alias}`;
    const declaration = { name, localName, alias, written: block, content: block.content };
    this.add(this.declarations.providers, name, declaration, isOverride);
  }

  declareLocals(block: WrittenBlock, isOverride: boolean): void {
    const { locals } = this.declarations;
    for (const [name, written] of block.content.attributes) {
      const earlier = locals.get(name);
      if (isOverride && earlier === undefined) {
        this.missingBase(`local value "${name}"`, attributeRange(written));
      } else if (!isOverride && earlier !== undefined) {
        this.duplicate(`local value "${name}"`, attributeRange(written), attributeRange(earlier));
        continue;
      }
      locals.set(name, { name, ...written });
    }
  }

  declareSettings(block: WrittenBlock, isOverride: boolean): void {
    const { settings, requiredProviders } = this.declarations;
    for (const required of block.content.blocksOf("required_providers")) {
      for (const [name, written] of required.content.attributes) {
        const earlier = requiredProviders.get(name);
        if (earlier === undefined || isOverride) requiredProviders.set(name, { name, ...written });
        else this.duplicate(`required provider "${name}"`, attributeRange(written), attributeRange(earlier));
      }
    }
    const original = settings[0];
    if (isOverride && original !== undefined) {
      settings[0] = original.withContent(mergeContent(original.content, block.content));
    } else settings.push(block);
  }

  add<T extends Declaration>(declarations: Map<string, T>, key: string, declaration: T, isOverride: boolean): void {
    const earlier = declarations.get(key);
    const what = `${declaration.written.block.type} "${key}"`;
    if (earlier === undefined) {
      if (isOverride) this.missingBase(what, declaration.written.range);
      declarations.set(key, declaration);
    } else if (isOverride) {
      declarations.set(key, { ...earlier, content: mergeContent(earlier.content, declaration.content) });
    } else {
      this.duplicate(what, declaration.written.range, earlier.written.range);
    }
  }

  duplicate(what: string, range: SourceRange, earlier: SourceRange): void {
    const { line } = earlier.file.positionAt(earlier.start);
    const message = `The ${what} is declared a second time and left out; the first is at ${earlier.file.path}:${String(line)}.`;
    this.warn("duplicate-declaration", message, range);
  }

  missingBase(what: string, range: SourceRange): void {
    this.warn("missing-base-declaration", `There is no ${what} for this override file to override.`, range);
  }

  warn(code: string, message: string, range: SourceRange): void {
    this.report({ severity: "warning", code, message, range });
  }
}
