import type { ListReading, ObjectReading, Reading } from "../../graph/reading.js";
import type { BodyInstance, NestedBlocks } from "../instances/body-instance.js";
import { readingOfAttribute } from "../instances/body-reading.js";
import { type Location, relocated } from "../instances/relocated-reading.js";

/**
 * Reads the blocks of an `aws_iam_policy_document` as the JSON document that they stand for, with everything known that is
 * known, even where the text is not. Each part is located at `location`, or where it is written.
 */
export function readPolicyDocument(body: BodyInstance, location: Location): ObjectReading {
  return new PolicyReader(location).document(body);
}

class PolicyReader {
  constructor(readonly location: Location) {}

  document(body: BodyInstance): ObjectReading {
    return this.object(body, [
      ["Version", () => this.attribute(body, "version") ?? this.scalar(body, "2012-10-17")],
      ["Id", () => this.attribute(body, "policy_id")],
      ["Statement", () => this.statements(body)],
    ]);
  }

  /** Statements of source documents, own ones, and those of override documents; one with the `Sid` of an earlier replaces it. */
  statements(body: BodyInstance): Reading {
    const own = blocksOf(body, "statement");
    const parts = [
      ...this.documents(body, "source_policy_documents"),
      this.list(
        body,
        own.items.map((statement) => this.statement(statement)),
        own.rest,
      ),
      ...this.documents(body, "override_policy_documents"),
    ];
    const items: Reading[] = [];
    let rest: ListReading["rest"];
    for (const part of parts) {
      if (part.kind === "unknown") rest ??= { reason: part.reason, subject: part.subject };
      if (part.kind !== "list") continue;
      rest ??= part.rest;
      for (const statement of part.items) replaceOrAdd(items, statement);
    }
    return this.list(body, items, rest);
  }

  /** The statements of each of the documents that an attribute lists. */
  documents(body: BodyInstance, name: string): readonly Reading[] {
    const listed = this.attribute(body, name);
    if (listed === undefined || listed.kind === "absent") return [];
    if (listed.kind !== "list") return [listed];
    return listed.items.flatMap((item) => {
      const document = item.decoded?.() ?? item;
      if (document.kind === "unknown") return [document];
      const statements = document.kind === "object" ? document.get("Statement") : undefined;
      if (statements === undefined || statements.kind === "absent") return [];
      return statements.kind === "object" ? [this.list(body, [statements], undefined)] : [statements];
    });
  }

  statement(body: BodyInstance): ObjectReading {
    return this.object(body, [
      ["Sid", () => this.attribute(body, "sid")],
      ["Effect", () => this.attribute(body, "effect") ?? this.scalar(body, "Allow")],
      ["Action", () => this.attribute(body, "actions")],
      ["NotAction", () => this.attribute(body, "not_actions")],
      ["Resource", () => this.attribute(body, "resources")],
      ["NotResource", () => this.attribute(body, "not_resources")],
      ["Principal", () => this.principals(body, "principals")],
      ["NotPrincipal", () => this.principals(body, "not_principals")],
      ["Condition", () => this.conditions(body)],
    ]);
  }

  principals(body: BodyInstance, type: string): Reading | undefined {
    const { items, rest } = blocksOf(body, type);
    if (items.length === 0 && rest === undefined) return undefined;
    return this.grouped(body, items, rest, ["type"], (block) => this.attribute(block, "identifiers"));
  }

  conditions(body: BodyInstance): Reading | undefined {
    const { items, rest } = blocksOf(body, "condition");
    if (items.length === 0 && rest === undefined) return undefined;
    return this.grouped(body, items, rest, ["test", "variable"], (block) => this.attribute(block, "values"));
  }

  /** Puts blocks into an object by the values of their attributes, lists under one key joined. */
  grouped(
    body: BodyInstance,
    blocks: readonly BodyInstance[],
    rest: NestedBlocks["rest"],
    [name, ...inner]: readonly string[],
    valueOf: (block: BodyInstance) => Reading | undefined,
  ): Reading {
    if (name === undefined)
      return this.joined(
        body,
        blocks.flatMap((block) => valueOf(block) ?? []),
      );
    const groups = new Map<string, BodyInstance[]>();
    let unknown = rest;
    for (const block of blocks) {
      const key = this.attribute(block, name);
      if (key?.kind === "unknown") unknown ??= { reason: key.reason, subject: key.subject };
      if (key?.kind !== "scalar") continue;
      const group = groups.get(String(key.value)) ?? [];
      groups.set(String(key.value), group);
      group.push(block);
    }
    const entries = [...groups].map(
      ([key, group]) => [key, () => this.grouped(body, group, undefined, inner, valueOf)] as const,
    );
    return { ...this.object(body, entries), rest: unknown };
  }

  joined(body: BodyInstance, readings: readonly Reading[]): Reading {
    const [only] = readings;
    if (only !== undefined && readings.length === 1) return only;
    const lists = readings.filter((reading) => reading.kind === "list");
    const unknown = readings.find((reading) => reading.kind === "unknown");
    const rest =
      unknown === undefined
        ? lists.find((each) => each.rest)?.rest
        : { reason: unknown.reason, subject: unknown.subject };
    return this.list(
      body,
      lists.flatMap(({ items }) => items),
      rest,
    );
  }

  attribute(body: BodyInstance, name: string): Reading | undefined {
    const reading = readingOfAttribute(body, name);
    if (reading === undefined) return undefined;
    return relocated(reading, this.location, `"${name}" of ${body.subject}`);
  }

  object(body: BodyInstance, entries: readonly (readonly [string, () => Reading | undefined])[]): ObjectReading {
    const range = this.location.range ?? body.range;
    const readings = new Map(entries);
    const read = (name: string): Reading | undefined => readings.get(name)?.();
    return {
      kind: "object",
      range,
      isSensitive: false,
      trace: this.traceTo(body),
      keys: () => entries.map(([name]) => name).filter((name) => (read(name)?.kind ?? "absent") !== "absent"),
      get: (name) => read(name) ?? { kind: "absent", range, isSensitive: false, trace: this.traceTo(body) },
    };
  }

  list(body: BodyInstance, items: readonly Reading[], rest: ListReading["rest"]): ListReading {
    const range = this.location.range ?? body.range;
    return { kind: "list", range, isSensitive: false, isBlocks: false, items, rest, trace: this.traceTo(body) };
  }

  scalar(body: BodyInstance, value: string): Reading {
    const range = this.location.range ?? body.range;
    return { kind: "scalar", value, range, isSensitive: false, trace: this.traceTo(body) };
  }

  traceTo(body: BodyInstance): Reading["trace"] {
    const { hops, range } = this.location;
    return range === undefined ? undefined : () => [...hops, { range: body.range, message: body.subject }];
  }
}

function blocksOf(body: BodyInstance, type: string): NestedBlocks {
  const memo = body.blocks(type);
  return memo === undefined ? { items: [], rest: undefined } : body.scope.evaluation.compute(memo);
}

function replaceOrAdd(items: Reading[], statement: Reading): void {
  const sid = sidOf(statement);
  const at = sid === undefined ? -1 : items.findIndex((each) => sidOf(each) === sid);
  if (at === -1) items.push(statement);
  else items[at] = statement;
}

function sidOf(statement: Reading): string | undefined {
  const sid = statement.kind === "object" ? statement.get("Sid") : undefined;
  return sid?.kind === "scalar" && sid.value !== "" ? String(sid.value) : undefined;
}
