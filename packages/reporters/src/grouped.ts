/** Puts things that have the same key together; groups, and the things in each, keep the order in which they come. */
export function grouped<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

/** Tells names apart that are the same: the second and every later one gets a number behind it. */
export function distinctNames(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    let count = (counts.get(name) ?? 0) + 1;
    let own = count === 1 ? name : `${name} (${String(count)})`;
    while (count > 1 && counts.has(own)) own = `${name} (${String(++count)})`;
    counts.set(name, count);
    if (count > 1) counts.set(own, 1);
    return own;
  };
}
