import type { ChangeAction } from "../../graph/change.js";
import type { NamedNode, NodeKind } from "../../graph/graph.js";
import type { LinkQuery, Links } from "../../graph/join.js";
import { parsePath } from "../../graph/path.js";
import type { UnknownReason } from "../../graph/reading.js";
import { readChange } from "../change.js";
import { scopeOf } from "../other-node.js";
import { readAttribute, setPlace, viewAttribute, type Attribute, type Viewing } from "./attribute.js";

/** Which nodes are asked for: those that this one refers to (`to`), or that refer to this one (`from`). */
export type LinkedQuery =
  | { readonly to: string | readonly string[]; readonly by: string | readonly string[] }
  | { readonly from: string | readonly string[]; readonly by: string | readonly string[] };

/** The nodes at the other end of a link. */
export interface LinkedNodes {
  /** Those that are certainly linked; each may itself be uncertain to exist. */
  readonly nodes: readonly PolicyNode[];
  /** Why there may be more; undefined where these are all. */
  readonly mayHaveMore: { readonly reason: UnknownReason; readonly subject: string | undefined } | undefined;
}

/** What a plan does to a node. */
export interface PolicyNodeChange {
  readonly action: ChangeAction;
  /** Names of the outermost attributes that differ. */
  readonly attributes: readonly string[];
  /** Paths of the attributes that force a replacement. */
  readonly replacing: readonly string[];
  readonly before: Attribute;
  readonly after: Attribute;
}

/** A thing that a policy judges: a resource instance, a Kubernetes object, a provider, a module call. */
export interface PolicyNode {
  /** `module.web["a"].aws_subnet.b[1]`, `Deployment/shop/web`. */
  readonly address: string;
  /** `aws_subnet`, `data.aws_ami`, `apps/v1/Deployment`. */
  readonly type: string;
  readonly kind: NodeKind;
  /** The directory of its root module, or of its cluster's manifests. Links never leave it. */
  readonly root: string;
  /** False where it is not known whether it will exist; what fails in it is then unknown. */
  readonly isCertain: boolean;
  /** What a plan does to it; undefined where it is not part of a plan. */
  readonly change: PolicyNodeChange | undefined;
  /** The names of what is written in it. */
  keys(): readonly string[];
  /** Reads an attribute by its path: `metadata.annotations["a.io/b"]`. */
  attribute(path: string): Attribute;
  /** Follows links, as `linked` in the policy language does. */
  linked(query: LinkedQuery): LinkedNodes;
}

/** Shows a node of the graph as policies see it. */
export function viewNode(viewing: Viewing): PolicyNode {
  const { node, root } = viewing.scope;
  const { address, type, kind, domain } = node;
  const view: PolicyNode = {
    address,
    type,
    kind,
    root: domain,
    isCertain: node.uncertain === undefined,
    get change() {
      return viewChange(viewing);
    },
    keys: () => root.keys(),
    attribute: (path) => readAttribute(root, path, "", viewing),
    linked: (query) => linkedNodes(query, viewing),
  };
  return setPlace(view, { node, reading: undefined, path: "" });
}

/** Shows another node, found by a query. */
export function viewOther(end: NamedNode, viewing: Viewing): PolicyNode {
  return viewNode({ ...viewing, scope: scopeOf(end, viewing.scope) });
}

function viewChange(viewing: Viewing): PolicyNodeChange | undefined {
  const { node } = viewing.scope;
  const { change } = node;
  if (change === undefined) return undefined;
  const { action, attributes, replacing } = change;
  return {
    action,
    attributes,
    replacing,
    get before() {
      return viewAttribute(readChange("before", node), "", viewing);
    },
    get after() {
      return viewAttribute(readChange("after", node), "", viewing);
    },
  };
}

function linkedNodes(query: LinkedQuery, viewing: Viewing): LinkedNodes {
  const { graph, node } = viewing.scope;
  const by = textsOf(query.by).map((text) => {
    const parsed = parsePath(text);
    if (!parsed.ok) throw new TypeError(parsed.problem);
    return parsed.path;
  });
  const isIncoming = "from" in query;
  const types = textsOf(isIncoming ? query.from : query.to);
  const asked: LinkQuery = { types, by };
  const links: Links = isIncoming ? graph.linksTo(node, asked) : graph.linksFrom(node, asked);
  const certain = [...links.linked];
  const known = new Set(certain.map((end) => end.node));
  const open = links.undecided.find(
    ({ other }) => other === undefined || (other.node !== node && !known.has(other.node)),
  );
  return {
    nodes: certain.map((end) => viewOther(end, viewing)),
    mayHaveMore: open === undefined ? undefined : { reason: open.reason, subject: open.subject },
  };
}

function textsOf(texts: string | readonly string[]): readonly string[] {
  return typeof texts === "string" ? [texts] : texts;
}
