/** Why a host could not give what it was asked for. */
export interface HostError {
  readonly code:
    | "not-found"
    | "permission-denied"
    | "outside-root"
    | "not-a-file"
    | "not-a-directory"
    | "symbolic-link-loop"
    | "too-large"
    | "input-output";
  /** A sentence without an absolute path. */
  readonly message: string;
}

/** A value, or why there is none. Hosts never throw. */
export type HostResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: HostError };

/** One name in a directory. `kind` is that of the target where the name is a symbolic link. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
  readonly isSymbolicLink: boolean;
}

/**
 * The only way core reaches files. Every path is relative to the scan root, with forward slashes, `""` or `"."` being the
 * root itself. An implementation resolves symbolic links first and answers `outside-root` for whatever lies elsewhere,
 * so that no caller has to remember to check.
 */
export interface SourceHost {
  /** Lists a directory, sorted by name in code-point order. */
  readDirectory(path: string): HostResult<readonly DirectoryEntry[]>;
  /** Reads the bytes of a file; `too-large` above the host's limit (64 MiB unless configured). */
  readFile(path: string): HostResult<Uint8Array>;
  /** Says what a path is, following symbolic links. */
  kindOf(path: string): HostResult<"file" | "directory" | "other">;
  /** The real path behind symbolic links, relative to the scan root: two names of one directory give the same answer. */
  realPath(path: string): HostResult<string>;
}
