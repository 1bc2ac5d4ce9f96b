// Shows what stands in a pull request as one document of Markdown, as a reader of it sees it.

/** What a comment carries for the bot alone is not shown. */
const visible = (body) => body.replace(/^<!--.*?-->\n?/gms, "").trim();

const quoted = (text) =>
  text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");

const said = ({ author, body }) => `**${author.login}**\n\n${quoted(visible(body))}`;

function showThread({ path, line, side, isResolved, resolvedBy, comments }) {
  const where = side === "LEFT" ? `${path}, line ${line} of before` : `${path}, line ${line}`;
  const state = isResolved ? `, resolved by ${resolvedBy.login}` : "";
  return [`### ${where}${state}`, ...comments.map(said)].join("\n\n");
}

function showCheck({ name, status, conclusion, title, annotations }) {
  const count = annotations.length === 1 ? "1 annotation" : `${annotations.length} annotations`;
  return `- ${name}: ${status === "completed" ? conclusion : status}. ${title} (${count})`;
}

/** Writes the whole conversation. */
export function showConversation({ title, told, pull, checks }) {
  const current = checks.filter(({ head }) => head === pull.head);
  return `${[
    `# ${title}`,
    told,
    "## Checks of the last commit",
    current.map(showCheck).join("\n"),
    `## ${pull.title} #${pull.number}`,
    ...pull.comments.map(said),
    "## On the lines",
    ...pull.threads.map(showThread),
  ].join("\n\n")}\n`;
}
