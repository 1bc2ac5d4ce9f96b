/** What an object is to a cluster, and the directory of the file that it stands in. */
export interface PlacedObject {
  readonly directory: string;
  /** Undefined for what may be defined any number of times. */
  readonly identity: string | undefined;
}

/** A directory, with the objects in it and below it as far as they are of one cluster. */
interface Place {
  readonly children: Map<string, Place>;
  readonly own: Set<string>;
  hasObjects: boolean;
}

/**
 * Decides which directories hold the manifests of one cluster: a directory with everything below it, as long as no two of
 * its parts define the same object. Two overlays that do are two clusters, and so are two examples; `web/` and `rbac/`
 * beside each other are one. Returns, for each directory with objects, the topmost one it belongs to (`"."` is the root).
 */
export function findDomains(objects: readonly PlacedObject[]): Map<string, string> {
  const root: Place = { children: new Map(), own: new Set(), hasObjects: false };
  for (const { directory, identity } of objects) {
    const place = placeAt(root, directory);
    place.hasObjects = true;
    if (identity !== undefined) place.own.add(identity);
  }
  const domains = new Map<string, string>();
  settle(root, domains);
  return domains;
}

function placeAt(root: Place, directory: string): Place {
  let place = root;
  for (const name of directory === "" ? [] : directory.split("/")) {
    let child = place.children.get(name);
    if (child === undefined) {
      child = { children: new Map(), own: new Set(), hasObjects: false };
      place.children.set(name, child);
    }
    place = child;
  }
  return place;
}

/** What lies in a subtree: one cluster (with the identities in it), or several. */
interface Settled {
  readonly identities: Set<string> | undefined;
  readonly directories: string[];
}

/** Visits the tree from its leaves, on a stack of its own: paths may be deep. */
function settle(root: Place, domains: Map<string, string>): void {
  const settled = new Map<Place, Settled>();
  const pending: { place: Place; path: string; isEntered: boolean }[] = [{ place: root, path: "", isEntered: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { place, path, isEntered } = next;
    if (isEntered) {
      settled.set(place, merge(place, path, settled, domains));
      continue;
    }
    pending.push({ place, path, isEntered: true });
    for (const [name, child] of place.children) {
      pending.push({ place: child, path: path === "" ? name : `${path}/${name}`, isEntered: false });
    }
  }
}

function merge(place: Place, path: string, settled: Map<Place, Settled>, domains: Map<string, string>): Settled {
  const parts: Settled[] = [...place.children.values()].flatMap((child) => settled.get(child) ?? []);
  if (place.hasObjects) parts.push({ identities: place.own, directories: [path] });
  const identities = unionOf(parts);
  if (identities === undefined) {
    // What is in this directory itself is one cluster; what lies below has been named already.
    if (place.hasObjects) domains.set(path, path === "" ? "." : path);
    return { identities: undefined, directories: [] };
  }
  const directories = parts.flatMap((part) => part.directories);
  for (const directory of directories) domains.set(directory, path === "" ? "." : path);
  return { identities, directories };
}

/** All identities, or undefined where one occurs twice. The largest set takes in the others. */
function unionOf(parts: readonly Settled[]): Set<string> | undefined {
  const sets: Set<string>[] = [];
  for (const { identities } of parts) {
    if (identities === undefined) return undefined;
    sets.push(identities);
  }
  sets.sort((a, b) => b.size - a.size);
  const union = sets.shift() ?? new Set<string>();
  const added = sets.reduce((sum, set) => sum + set.size, 0);
  const before = union.size;
  for (const set of sets) for (const identity of set) union.add(identity);
  return union.size === before + added ? union : undefined;
}
