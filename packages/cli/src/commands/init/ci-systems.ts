/** A CI system that `lintel init` writes a pipeline for. */
export interface CiSystem {
  readonly name: string;
  readonly title: string;
  /** The pipeline, as a file of `examples/ci`. */
  readonly template: string;
  /** What tells that a repository is built by it, relative to its root; the first one that is there decides. */
  readonly marks: readonly string[];
  /** Hosts of git remotes that usually mean it. */
  readonly hosts: RegExp;
  /** Where the system looks for its pipeline. */
  readonly file: string;
  /** Where the pipeline goes when there is one of somebody else's. */
  readonly beside: string;
  /** What is to be done with the file beside, so that the system runs it. */
  readonly join: string;
}

const never = /(?!)/;

/** Every CI system, those first whose marks say most. */
export const ciSystems: readonly CiSystem[] = [
  {
    name: "github",
    title: "GitHub Actions",
    template: "github-actions/lintel.yml",
    marks: [".github/workflows"],
    hosts: /^github\.com$/,
    file: ".github/workflows/lintel.yml",
    beside: ".github/workflows/lintel-scan.yml",
    join: "GitHub runs every file of that directory.",
  },
  {
    name: "gitlab",
    title: "GitLab CI/CD",
    template: "gitlab/.gitlab-ci.yml",
    marks: [".gitlab-ci.yml"],
    hosts: /^gitlab\./,
    file: ".gitlab-ci.yml",
    beside: "lintel.gitlab-ci.yml",
    join: "Add `include: [{ local: lintel.gitlab-ci.yml }]` to .gitlab-ci.yml.",
  },
  {
    name: "circleci",
    title: "CircleCI",
    template: "circleci/config.yml",
    marks: [".circleci"],
    hosts: never,
    file: ".circleci/config.yml",
    beside: ".circleci/lintel.yml",
    join: "Take its job, and the job's place in a workflow, over into .circleci/config.yml.",
  },
  {
    name: "jenkins",
    title: "Jenkins",
    template: "jenkins/Jenkinsfile",
    marks: ["Jenkinsfile"],
    hosts: never,
    file: "Jenkinsfile",
    beside: "Jenkinsfile.lintel",
    join: "Make a pipeline with it as its script path, or take its stage over into the Jenkinsfile.",
  },
  {
    name: "bitbucket",
    title: "Bitbucket Pipelines",
    template: "bitbucket/bitbucket-pipelines.yml",
    marks: ["bitbucket-pipelines.yml"],
    hosts: /^bitbucket\.org$/,
    file: "bitbucket-pipelines.yml",
    beside: "lintel.bitbucket-pipelines.yml",
    join: "Take its step over into bitbucket-pipelines.yml.",
  },
  {
    name: "azure",
    title: "Azure Pipelines",
    template: "azure-pipelines/azure-pipelines.yml",
    marks: ["azure-pipelines.yml"],
    hosts: /(^|\.)(dev\.azure\.com|visualstudio\.com)$/,
    file: "azure-pipelines.yml",
    beside: "azure-pipelines-lintel.yml",
    join: "Create a pipeline from it in Azure DevOps.",
  },
  {
    name: "aws",
    title: "AWS CodeBuild",
    template: "aws/buildspec.yml",
    marks: ["buildspec.yml"],
    hosts: /^git-codecommit\..*\.amazonaws\.com$/,
    file: "buildspec.yml",
    beside: "buildspec-lintel.yml",
    join: "Name it as the buildspec of a build project.",
  },
  {
    name: "cloud-build",
    title: "Google Cloud Build",
    template: "cloud-build/cloudbuild.yaml",
    marks: ["cloudbuild.yaml"],
    hosts: /^source\.developers\.google\.com$/,
    file: "cloudbuild.yaml",
    beside: "cloudbuild-lintel.yaml",
    join: "Name it as the configuration of a trigger.",
  },
  {
    name: "travis",
    title: "Travis CI",
    template: "travis/.travis.yml",
    marks: [".travis.yml"],
    hosts: never,
    file: ".travis.yml",
    beside: "lintel.travis.yml",
    join: "Take its job over into .travis.yml.",
  },
  {
    name: "teamcity",
    title: "TeamCity",
    template: "teamcity/settings.kts",
    marks: [".teamcity"],
    hosts: never,
    file: ".teamcity/settings.kts",
    beside: ".teamcity/lintel.settings.kts",
    join: "Take its build type over into .teamcity/settings.kts.",
  },
  {
    name: "bamboo",
    title: "Bamboo",
    template: "bamboo/bamboo.yml",
    marks: ["bamboo-specs"],
    hosts: never,
    file: "bamboo-specs/bamboo.yml",
    beside: "bamboo-specs/lintel.yml",
    join: "Take its job over into the plan that is there.",
  },
  {
    name: "harness",
    title: "Harness CI",
    template: "harness/pipeline.yaml",
    marks: [".harness"],
    hosts: never,
    file: ".harness/lintel.yaml",
    beside: ".harness/lintel-scan.yaml",
    join: "Import it as a pipeline.",
  },
];

/** The CI system of a name that `--ci` takes. */
export function ciSystemNamed(name: string): CiSystem | undefined {
  return ciSystems.find((system) => system.name === name);
}
