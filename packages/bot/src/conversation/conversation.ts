/** A comment on lines of the change. */
export interface ReviewComment {
  /** Tells the comment from all others of the review, on every run alike; hosts find it again by this. */
  readonly key: string;
  readonly file: string;
  /** `base` for lines that the change takes away. */
  readonly side: "head" | "base";
  readonly first: number;
  readonly last: number;
  /** Markdown. */
  readonly body: string;
}

/** A remark on a line, in a check's own list. */
export interface Annotation {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  /** Plain text. */
  readonly message: string;
}

/** What the check says beside the commit. */
export interface Check {
  readonly conclusion: "success" | "failure" | "neutral";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** All that a review has to say, in the words of no host in particular. */
export interface Conversation {
  /** The commit that it is about. */
  readonly head: string;
  /** Markdown: the one comment that is edited from run to run. */
  readonly summary: string;
  /** The gravest first. */
  readonly comments: readonly ReviewComment[];
  /**
   * Keys of what the change still brings, whether a comment says so or not. A thread about anything else is resolved, unless the review
   * is {@link isPartial}.
   */
  readonly open: ReadonlySet<string>;
  /** Whether something of the change could not be read, so that nothing can be said to be mended. */
  readonly isPartial: boolean;
  readonly check: Check;
}

const marker = /^<!-- lintel:([a-z]+)(?: ([0-9a-zA-Z:_./#-]+))? -->$/m;

/** Marks the body of a comment as one of ours, invisibly. */
export function mark(body: string, kind: "summary" | "finding" | "answer", key?: string): string {
  return `<!-- lintel:${kind}${key === undefined ? "" : ` ${key}`} -->\n${body}`;
}

/** What the mark in a comment says; undefined where there is none. A mark proves nothing: look at who wrote the comment. */
export function markOf(body: string): { readonly kind: string; readonly key: string | undefined } | undefined {
  const match = marker.exec(body.slice(0, 300));
  return match === null ? undefined : { kind: match[1] ?? "", key: match[2] };
}
