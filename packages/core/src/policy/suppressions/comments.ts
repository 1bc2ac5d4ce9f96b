import type { HclFile } from "../../hcl/syntax.js";
import type { SourceFile } from "../../source/source-file.js";
import { mayHaveDirectives, readDirectives } from "./comment-directives.js";
import type { BrokenDirective, Directive, Reach } from "./directive.js";
import { targetInHcl } from "./hcl-targets.js";
import { jsonCommentsOf } from "./json-comments.js";
import type { FoundSuppressions, SuppressionMistake, SuppressionScope, WrittenSuppression } from "./suppression.js";
import { readYamlLines } from "./yaml-lines.js";
import { targetInYaml } from "./yaml-targets.js";

/** Reads the suppressions in the comments of a file of Terraform's. */
export function suppressionsInHcl(tree: HclFile): FoundSuppressions {
  let known = suppressionsOf.get(tree);
  if (known === undefined) suppressionsOf.set(tree, (known = findInHcl(tree)));
  return known;
}

const suppressionsOf = new WeakMap<HclFile, FoundSuppressions>();

function findInHcl(tree: HclFile): FoundSuppressions {
  const { file, comments } = tree;
  if (file.path.endsWith(".json")) return suppressionsInJson(tree);
  if (comments.length === 0 || !mayHaveDirectives(file.text)) return nothing;
  const collector = new Collector(file);
  for (const comment of comments) {
    for (const directive of readDirectives(file.text, comment.start, comment.end)) {
      collector.add(directive, (reach) => targetInHcl(tree, comment, reach));
    }
  }
  return collector;
}

/** JSON has no comments, and JSON syntax has the name `//` for them. */
function suppressionsInJson(tree: HclFile): FoundSuppressions {
  const { file } = tree;
  if (!file.text.includes('"//"') || !mayHaveDirectives(file.text)) return nothing;
  const collector = new Collector(file);
  for (const { text, scope } of jsonCommentsOf(tree)) {
    const { start, end, value } = text;
    for (const directive of readDirectives(value, 0, value.length)) {
      const inFile: SuppressionScope = { kind: "file", file: file.path };
      collector.add({ ...directive, start, end }, (reach) => (reach === "file" ? inFile : scope));
    }
  }
  return collector;
}

/** Reads the suppressions in the comments of a YAML file. */
export function suppressionsInYaml(file: SourceFile): FoundSuppressions {
  if (file.path.endsWith(".json") || !mayHaveDirectives(file.text)) return nothing;
  const collector = new Collector(file);
  const lines = readYamlLines(file.text);
  lines.forEach(({ comment, end }, index) => {
    if (comment === undefined) return;
    for (const directive of readDirectives(file.text, comment, end)) {
      collector.add(directive, (reach) => targetInYaml(file, lines, index, reach));
    }
  });
  return collector;
}

const nothing: FoundSuppressions = { suppressions: [], mistakes: [] };

class Collector implements FoundSuppressions {
  readonly suppressions: WrittenSuppression[] = [];
  readonly mistakes: SuppressionMistake[] = [];

  constructor(readonly file: SourceFile) {}

  add(directive: Directive | BrokenDirective, target: (reach: Reach) => SuppressionScope | undefined): void {
    const range = { file: this.file, start: directive.start, end: directive.end };
    if ("problem" in directive) {
      this.mistakes.push({ message: directive.problem, hint: directive.hint, range });
      return;
    }
    const scope = target(directive.reach);
    if (scope === undefined) {
      this.mistakes.push({ ...misplaced(directive.reach), range });
      return;
    }
    const { tool, names, reason, owner, until, workspace, selectors } = directive;
    this.suppressions.push({ kind: "comment", tool, names, scope, reason, owner, until, workspace, selectors, range });
  }
}

function misplaced(reach: Reach): { readonly message: string; readonly hint: string } {
  return {
    message: "This suppression stands on nothing, so that it suppresses nothing.",
    hint:
      reach === "enclosing"
        ? "It belongs inside the block or the object that it is about."
        : "It belongs directly above what it is about, or behind it on the same line.",
  };
}
