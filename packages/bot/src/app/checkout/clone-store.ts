import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the clones may take of the disk. */
export interface CloneLimits {
  readonly maximumDiskBytes: number;
  readonly maximumRepositoryBytes: number;
}

/** Keeps clones between jobs, those that were used last. */
export interface CloneStore {
  /** Lends the directory of a clone, which is not thrown away meanwhile. It may be empty. */
  readonly use: <T>(name: string, act: (directory: string) => Promise<T>) => Promise<T>;
  /** Does something to a clone that nobody else does at the same time. */
  readonly alone: <T>(directory: string, act: () => Promise<T>) => Promise<T>;
  /** Throws a clone away, as one that is broken. */
  readonly discard: (directory: string) => Promise<void>;
  readonly isTooLarge: (directory: string) => Promise<boolean>;
  /** Gives the place back, so that another process can have it. */
  readonly close: () => Promise<void>;
}

/** Opens the place where clones are kept. Processes that share the directory get places of their own. */
export async function openCloneStore(workDirectory: string, limits: CloneLimits): Promise<CloneStore> {
  const { place, release } = await takePlace(workDirectory);
  const users = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();

  const makeRoom = async (): Promise<void> => {
    const clones = await listClones(place);
    let total = clones.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { directory, bytes } of clones.sort((one, other) => one.usedAt - other.usedAt)) {
      if (total <= limits.maximumDiskBytes) return;
      if ((users.get(directory) ?? 0) > 0) continue;
      await remove(directory);
      total -= bytes;
    }
  };
  return {
    use: async (name, act) => {
      const directory = join(place, directoryName(name));
      users.set(directory, (users.get(directory) ?? 0) + 1);
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await utimes(directory, new Date(), new Date());
        return await act(directory);
      } finally {
        users.set(directory, (users.get(directory) ?? 1) - 1);
        await makeRoom();
      }
    },
    alone: async (directory, act) => {
      const before = turns.get(directory) ?? Promise.resolve();
      const turn = before.then(act, act);
      const settled = turn.catch(() => undefined);
      turns.set(directory, settled);
      try {
        return await turn;
      } finally {
        if (turns.get(directory) === settled) turns.delete(directory);
      }
    },
    discard: async (directory) => {
      await remove(directory);
      await mkdir(directory, { recursive: true, mode: 0o700 });
    },
    isTooLarge: async (directory) => (await sizeOf(directory)) > limits.maximumRepositoryBytes,
    close: release,
  };
}

/** A name that needs no escaping, and tells nobody who reads over a shoulder which repositories there are. */
function directoryName(name: string): string {
  return createHash("sha256").update(name.toLowerCase()).digest("hex").slice(0, 32);
}

/** Moved away first, so that nothing half removed is ever taken for a clone. */
async function remove(directory: string): Promise<void> {
  const doomed = `${directory}.gone-${String(process.pid)}-${String(Date.now())}`;
  try {
    await rename(directory, doomed);
  } catch {
    return;
  }
  await rm(doomed, { recursive: true, force: true });
}

interface Clone {
  readonly directory: string;
  readonly bytes: number;
  readonly usedAt: number;
}

async function listClones(place: string): Promise<Clone[]> {
  const names = await readdir(place);
  const clones: Clone[] = [];
  for (const name of names.filter((each) => /^[0-9a-f]{32}$/.test(each))) {
    const directory = join(place, name);
    const found = await stat(directory).catch(() => undefined);
    if (found !== undefined) clones.push({ directory, bytes: await sizeOf(directory), usedAt: found.mtimeMs });
  }
  return clones;
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}

const mostPlaces = 100;

/** The first place below the directory that no living process has. What an earlier one left half removed is cleared away. */
async function takePlace(workDirectory: string): Promise<{ place: string; release: () => Promise<void> }> {
  for (let index = 0; index < mostPlaces; index++) {
    const place = join(workDirectory, String(index));
    await mkdir(place, { recursive: true, mode: 0o700 });
    const lock = join(place, "lock");
    if (!(await takeLock(lock))) continue;
    for (const name of await readdir(place)) {
      if (name.includes(".gone-")) await rm(join(place, name), { recursive: true, force: true });
    }
    return { place, release: () => unlink(lock).catch(() => undefined) };
  }
  throw new Error(`All places below ${workDirectory} are taken.`);
}

async function takeLock(lock: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(lock, String(process.pid), { flag: "wx", mode: 0o600 });
      return true;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const owner = Number(await readFile(lock, "utf8").catch(() => ""));
    if (owner !== process.pid && isAlive(owner)) return false;
    await unlink(lock).catch(() => undefined);
  }
  return false;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that belongs to somebody else lives, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
