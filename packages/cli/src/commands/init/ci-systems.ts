import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A CI system that there is an example of a pipeline for. */
export interface CiSystem {
  /** As `--ci` takes it. */
  readonly name: string;
  readonly title: string;
  /** What is there where the system is in use. */
  readonly signs: readonly string[];
  /** Where its host's name stands in the address of a git remote. */
  readonly remote?: RegExp;
  /** The example, below examples/ci. */
  readonly template: string;
  /** Where it belongs, from the top of the repository. */
  readonly target: string;
}

/** Every system that `lintel init` can write a pipeline for. */
export const ciSystems: readonly CiSystem[] = [
  {
    name: "github",
    title: "GitHub Actions",
    signs: [".github"],
    remote: /(?:^|[@/.])github\.com[:/]/,
    template: "github-actions/lintel.yml",
    target: ".github/workflows/lintel.yml",
  },
  {
    name: "gitlab",
    title: "GitLab CI/CD",
    signs: [".gitlab-ci.yml"],
    remote: /(?:^|[@/.])gitlab\.com[:/]/,
    template: "gitlab/.gitlab-ci.yml",
    target: ".gitlab-ci.yml",
  },
  {
    name: "bitbucket",
    title: "Bitbucket Pipelines",
    signs: ["bitbucket-pipelines.yml"],
    remote: /(?:^|[@/.])bitbucket\.org[:/]/,
    template: "bitbucket/bitbucket-pipelines.yml",
    target: "bitbucket-pipelines.yml",
  },
  {
    name: "azure",
    title: "Azure Pipelines",
    signs: ["azure-pipelines.yml", "azure-pipelines.yaml"],
    remote: /(?:^|[@/.])dev\.azure\.com[:/]/,
    template: "azure-pipelines/azure-pipelines.yml",
    target: "azure-pipelines.yml",
  },
  {
    name: "circleci",
    title: "CircleCI",
    signs: [".circleci"],
    template: "circleci/config.yml",
    target: ".circleci/config.yml",
  },
  { name: "jenkins", title: "Jenkins", signs: ["Jenkinsfile"], template: "jenkins/Jenkinsfile", target: "Jenkinsfile" },
  {
    name: "codebuild",
    title: "AWS CodeBuild",
    signs: ["buildspec.yml", "buildspec.yaml"],
    template: "aws/buildspec.yml",
    target: "buildspec.yml",
  },
  {
    name: "cloudbuild",
    title: "Google Cloud Build",
    signs: ["cloudbuild.yaml", "cloudbuild.yml"],
    template: "cloud-build/cloudbuild.yaml",
    target: "cloudbuild.yaml",
  },
  {
    name: "travis",
    title: "Travis CI",
    signs: [".travis.yml"],
    template: "travis/.travis.yml",
    target: ".travis.yml",
  },
  {
    name: "teamcity",
    title: "TeamCity",
    signs: [".teamcity"],
    template: "teamcity/settings.kts",
    target: ".teamcity/settings.kts",
  },
  {
    name: "bamboo",
    title: "Bamboo",
    signs: ["bamboo-specs"],
    template: "bamboo/bamboo.yml",
    target: "bamboo-specs/bamboo.yml",
  },
  {
    name: "harness",
    title: "Harness CI",
    signs: [".harness"],
    template: "harness/pipeline.yaml",
    target: ".harness/lintel.yaml",
  },
];

/** The system that a directory shows signs of: files of its own before the host that the repository comes from. */
export function detectCiSystem(directory: string): CiSystem | undefined {
  const bySign = ciSystems.find(({ signs }) => signs.some((sign) => existsSync(join(directory, sign))));
  if (bySign !== undefined) return bySign;
  const remotes = readRemotes(directory);
  return ciSystems.find(({ remote }) => remote !== undefined && remotes.some((address) => remote.test(address)));
}

/** The addresses that the repository is fetched from; git itself is not asked, since it may be told to run something. */
function readRemotes(directory: string): readonly string[] {
  try {
    const text = readFileSync(join(directory, ".git/config"), "utf8");
    return [...text.matchAll(/^\s*url\s*=\s*(.*)$/gm)].map(([, address = ""]) => address.trim());
  } catch {
    return [];
  }
}

/** The text of a system's example, which the build leaves beside the bundle. @throws Error where there is none */
export function pipelineOf({ template }: CiSystem): string {
  return readFileSync(new URL(`./ci/${template}`, import.meta.url), "utf8");
}
