import type { ObjectReading, Reading } from "../graph/reading.js";

/** Whether labels satisfy a selector; undefined where a value is not known. */
export type Selection = boolean | undefined;

/** Judges a map of equal labels, as a Service has. */
export function matchesLabels(selector: ObjectReading, labels: Reading): Selection {
  return everyOf(selector.keys().map((key) => equalsLabel(selector.get(key), labels, key)));
}

/** Judges a LabelSelector (`matchLabels` and `matchExpressions`); one without conditions selects everything. */
export function matchesSelector(selector: ObjectReading, labels: Reading): Selection {
  const equal = selector.get("matchLabels");
  const expressions = selector.get("matchExpressions");
  const parts: Selection[] = [];
  if (equal.kind === "object") parts.push(matchesLabels(equal, labels));
  if (equal.kind === "unknown") parts.push(undefined);
  if (expressions.kind === "list") parts.push(...expressions.items.map((item) => matchesExpression(item, labels)));
  if (expressions.kind === "unknown") parts.push(undefined);
  return everyOf(parts);
}

function matchesExpression(expression: Reading, labels: Reading): Selection {
  if (expression.kind !== "object") return undefined;
  const key = expression.get("key");
  const operator = expression.get("operator");
  if (key.kind !== "scalar" || operator.kind !== "scalar") return undefined;
  const label = labelAt(labels, String(key.value));
  if (label.kind === "unknown") return undefined;
  const isThere = label.kind === "scalar";
  if (operator.value === "Exists") return isThere;
  if (operator.value === "DoesNotExist") return !isThere;
  const values = expression.get("values");
  if (values.kind !== "list") return undefined;
  const isIn = isThere ? someOf(values.items.map((value) => equals(value, label))) : false;
  if (operator.value === "In") return isIn;
  if (operator.value === "NotIn") return isIn === undefined ? undefined : !isIn;
  return undefined;
}

function equalsLabel(wanted: Reading, labels: Reading, key: string): Selection {
  const label = labelAt(labels, key);
  if (label.kind === "unknown" || wanted.kind === "unknown") return undefined;
  return equals(wanted, label);
}

function labelAt(labels: Reading, key: string): Reading {
  return labels.kind === "object" ? labels.get(key) : labels;
}

function equals(left: Reading, right: Reading): Selection {
  if (left.kind === "unknown" || right.kind === "unknown") return undefined;
  return left.kind === "scalar" && right.kind === "scalar" && String(left.value) === String(right.value);
}

function everyOf(parts: readonly Selection[]): Selection {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function someOf(parts: readonly Selection[]): Selection {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}
