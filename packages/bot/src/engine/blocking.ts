import { compilePathGlob, severities, type Finding, type Project } from "@lintel/core";

/** Says which findings keep a change from being merged: those of the severities that `bot` names, or else those that would fail a scan. */
export function blockingOf(project: Project): (finding: Finding) => boolean {
  const { blockOn } = project.run.bot.value;
  return ({ severity, enforcement, location, resource }) => {
    if (enforcement === "hard-mandatory") return true;
    if (enforcement === "advisory") return false;
    if (blockOn !== undefined) return blockOn.includes(severity);
    const addresses = [resource.address, ...resource.instances];
    const { severity: shown, failOn } = project.thresholdsAt({ path: location.file, addresses });
    const lowest = failOn.value ?? shown.value;
    return lowest !== "none" && severities.indexOf(severity) <= severities.indexOf(lowest);
  };
}

/** Says which findings a review tells: those in the files that `bot` names. What is hard-mandatory is told in any case. */
export function toldBy({ run: { bot } }: Project): (finding: Finding) => boolean {
  const { paths } = bot.value;
  if (paths === undefined) return () => true;
  const [origin] = bot.origin.kind === "file" ? [bot.origin.range.file.path] : [""];
  const directory = origin.slice(0, origin.lastIndexOf("/") + 1);
  const tests = paths.map(compilePathGlob);
  return ({ location: { file }, enforcement }) =>
    enforcement === "hard-mandatory" ||
    (file.startsWith(directory) && tests.some((isMatch) => isMatch(file.slice(directory.length))));
}
