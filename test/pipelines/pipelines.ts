import { readText, readYaml, type Yaml } from "./example.js";

/** One script that a CI system runs. */
export interface Step {
  readonly script: string;
  /** The command that the system runs scripts with. */
  readonly shell: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it runs although a step before it failed. */
  readonly isAlways: boolean;
}

/** What an example has a CI system do. */
export interface Pipeline {
  readonly file: string;
  readonly steps: readonly Step[];
  /** What the system itself sets. `.` stands for the directory of the repository. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The files and directories that are shown, kept or uploaded whatever the scan came to, relative to the repository. */
  readonly kept: readonly string[];
}

const strictBash = ["bash", "-eo", "pipefail"];
const bash = ["bash", "-e"];
const sh = ["sh", "-e"];

/** Every example, by the name of its CI system. */
export const pipelines: Readonly<Record<string, () => Pipeline>> = {
  "GitHub Actions": () => {
    const file = "examples/ci/github-actions/lintel.yml";
    const workflow = readYaml(file);
    const steps = workflow.at("jobs", "lintel", "steps").items;
    const after = steps.slice(steps.findIndex((step) => step.at("name").value === "Scan") + 1);
    const always = after.filter((step) => String(step.at("if").value).startsWith("always()"));
    return {
      file,
      environment: { ...workflow.at("env").variables, GITHUB_STEP_SUMMARY: "./summary.md" },
      steps: steps
        .filter((step) => step.at("run").value !== undefined)
        .map((step) => ({ script: step.at("run").text, shell: bash, isAlways: always.includes(step) })),
      kept: [
        ...always
          .flatMap((step) => ["path", "sarif_file"].flatMap((key) => step.at("with", key).value ?? []))
          .map(String),
        "summary.md",
      ],
    };
  },

  "GitLab CI/CD": () => {
    const file = "examples/ci/gitlab/.gitlab-ci.yml";
    const job = readYaml(file).at("lintel");
    const isKept = job.at("artifacts", "when").value === "always";
    return {
      file,
      environment: job.at("variables").variables,
      steps: [{ script: job.at("script").texts.join("\n"), shell: strictBash, isAlways: false }],
      kept: isKept
        ? [...job.at("artifacts", "paths").texts, ...Object.values(job.at("artifacts", "reports").variables)]
        : [],
    };
  },

  CircleCI: () => {
    const file = "examples/ci/circleci/config.yml";
    const job = readYaml(file).at("jobs", "lintel");
    const steps = job.at("steps").items;
    return {
      file,
      environment: job.at("environment").variables,
      steps: steps
        .filter((step) => step.at("run").value !== undefined)
        .map((step) => ({ script: step.at("run", "command").text, shell: strictBash, isAlways: false })),
      kept: steps.flatMap((step) =>
        ["store_test_results", "store_artifacts"].flatMap((key) => step.at(key, "path").value ?? []).map(String),
      ),
    };
  },

  Jenkins: () => {
    const file = "examples/ci/jenkins/Jenkinsfile";
    const text = readText(file);
    const always = /always \{\n([\s\S]*?)\n {4}\}/.exec(text)?.[1] ?? "";
    return {
      file,
      environment: Object.fromEntries(
        [...text.matchAll(/^ {4}(\w+) = ['"](.*)['"]$/gm)].map(([, name = "", value = ""]) => [name, value]),
      ),
      steps: [...text.matchAll(/sh '''([\s\S]*?)'''/g)].map(([, script = ""]) => ({
        script: script.replaceAll("\\\\", "\\"),
        shell: sh,
        isAlways: false,
      })),
      kept: [...always.matchAll(/(?:pattern|testResults|artifacts): '([^']+)'/g)].map(([, path = ""]) => path),
    };
  },

  "Bitbucket Pipelines": () => {
    const file = "examples/ci/bitbucket/bitbucket-pipelines.yml";
    const step = readYaml(file).at("definitions", "steps", 0, "step");
    return {
      file,
      environment: { BITBUCKET_CLONE_DIR: ".", BITBUCKET_REPO_FULL_NAME: "acme/infra", BITBUCKET_COMMIT: "c0ffee" },
      steps: [
        { script: step.at("script").texts.join("\n"), shell: bash, isAlways: false },
        { script: step.at("after-script").texts.join("\n"), shell: bash, isAlways: true },
      ],
      kept: step
        .at("artifacts", "upload")
        .items.filter((upload) => upload.at("capture-on").value === "always")
        .flatMap((upload) => upload.at("paths").texts),
    };
  },

  "Azure Pipelines": () => {
    const file = "examples/ci/azure-pipelines/azure-pipelines.yml";
    const pipeline = readYaml(file);
    const steps = pipeline.at("steps").items;
    const resolve = (text: string): string => text.replaceAll("$(Build.ArtifactStagingDirectory)/", "staging/");
    const always = steps.filter((step) => step.at("condition").value === "succeededOrFailed()");
    return {
      file,
      environment: pipeline.at("variables").variables,
      steps: steps
        .filter((step) => step.at("bash").value !== undefined)
        .map((step) => ({
          script: step.at("bash").text,
          shell: bash,
          environment: { REPORTS: resolve(step.at("env", "REPORTS").text) },
          isAlways: always.includes(step),
        })),
      kept: always
        .flatMap((step) => [step.at("publish").value, step.at("inputs", "testResultsFiles").value])
        .flatMap((path) => (path === undefined ? [] : resolve(typeof path === "string" ? path : JSON.stringify(path)))),
    };
  },

  "AWS CodeBuild": () => {
    const file = "examples/ci/aws/buildspec.yml";
    const spec = readYaml(file);
    const commands = (phase: string): string => spec.at("phases", phase, "commands").texts.join("\n");
    const base = spec.at("reports", "lintel", "base-directory").text;
    return {
      file,
      environment: {
        ...spec.at("env", "variables").variables,
        LINTEL_REPORTS_BUCKET: "reports",
        CODEBUILD_BUILD_ID: "lintel:0a1b",
      },
      steps: [
        { script: commands("build"), shell: bash, isAlways: false },
        { script: commands("post_build"), shell: bash, isAlways: true },
      ],
      kept: [
        ...spec.at("reports", "lintel", "files").texts.map((name) => `${base}/${name}`),
        "cloud/reports/lintel/lintel/0a1b/lintel.sarif",
        "cloud/reports/lintel/lintel/0a1b/lintel.html",
      ],
    };
  },

  "Google Cloud Build": () => {
    const file = "examples/ci/cloud-build/cloudbuild.yaml";
    const build = readYaml(file);
    const substitutions = { ...build.at("substitutions").variables, _REPORTS_BUCKET: "reports", BUILD_ID: "0a1b" };
    const resolve = (text: string): string =>
      text.replace(/\$\$|\$\{(\w+)\}|\$([A-Z_]+)/g, (all, braced?: string, bare?: string) =>
        all === "$$" ? "$" : (new Map(Object.entries(substitutions)).get(braced ?? bare ?? "") ?? ""),
      );
    return {
      file,
      steps: build.at("steps").items.map((step) => ({
        script: resolve(step.at("args").texts.at(-1) ?? "").replaceAll("/workspace/", "./"),
        shell: [step.at("entrypoint").text],
        environment: Object.fromEntries(
          (step.at("env").value === undefined ? [] : step.at("env").texts).map(resolve).map(splitVariable),
        ),
        isAlways: false,
      })),
      kept: ["cloud/reports/lintel/0a1b/lintel-reports/lintel.sarif", "cloud/reports/cache/lintel-0.1.0.tgz"],
    };
  },

  "Travis CI": () => {
    const file = "examples/ci/travis/.travis.yml";
    const job = readYaml(file);
    const step = (key: string, isAlways: boolean): Step => ({
      script: job.at(key).texts.join("\n"),
      shell: ["bash"],
      isAlways,
    });
    return {
      file,
      environment: Object.fromEntries(job.at("env", "global").texts.map(splitVariable)),
      steps: [step("before_script", false), step("script", false), step("after_script", true)],
      kept: job.at("addons", "artifacts", "paths").texts,
    };
  },

  TeamCity: () => {
    const file = "examples/ci/teamcity/settings.kts";
    const text = readText(file);
    const rules = /artifactRules = "(.*) => /.exec(text)?.[1] ?? "";
    return {
      file,
      environment: Object.fromEntries(
        [...text.matchAll(/param\("env\.(\w+)", "(.*)"\)/g)].map(([, name = "", value = ""]) => [name, value]),
      ),
      steps: [...text.matchAll(/scriptContent = """([\s\S]*?)"""\.trimIndent\(\)/g)].map(([, script = ""]) => ({
        script: script.replaceAll("${'$'}", "$"),
        shell: sh,
        isAlways: false,
      })),
      kept: text.includes("PublishMode.ALWAYS") ? [rules] : [],
    };
  },

  Bamboo: () => {
    const file = "examples/ci/bamboo/bamboo.yml";
    const plan = readYaml(file);
    const job = plan.at("Lintel");
    const variables = Object.entries(plan.at("variables").variables);
    return {
      file,
      environment: Object.fromEntries(variables.map(([name, value]) => [`bamboo_${name}`, value])),
      steps: job
        .at("tasks")
        .items.filter((task) => task.at("script").value !== undefined)
        .map((task) => ({ script: task.at("script", "scripts").texts.join("\n"), shell: sh, isAlways: false })),
      kept: [
        ...job.at("final-tasks").items.map((task) => task.at("test-parser", "test-results").text),
        ...job.at("artifacts").items.map((artifact) => artifact.at("location").text),
      ],
    };
  },

  "Harness CI": () => {
    const file = "examples/ci/harness/pipeline.yaml";
    const pipeline = readYaml(file).at("pipeline");
    const variables = new Map(
      pipeline
        .at("variables")
        .items.map((each) => [`<+pipeline.variables.${each.at("name").text}>`, each.at("value").text]),
    );
    const steps = pipeline.at("stages", 0, "stage", "spec", "execution", "steps").items.map((step) => step.at("step"));
    const ofType = (type: string): Yaml[] => steps.filter((step) => step.at("type").value === type);
    return {
      file,
      steps: ofType("Run").map((step) => ({
        script: step.at("spec", "command").text,
        shell: sh,
        environment: Object.fromEntries(
          Object.entries(step.at("spec", "envVariables").variables).map(([name, value]) => [
            name,
            variables.get(value) ?? value,
          ]),
        ),
        isAlways: false,
      })),
      kept: [
        ...ofType("Run").flatMap((step) => step.at("spec", "reports", "spec", "paths").texts),
        ...ofType("S3Upload")
          .filter((step) => step.at("when", "stageStatus").value === "All")
          .map((step) => step.at("spec", "sourcePath").text),
      ],
    };
  },
};

function splitVariable(text: string): [string, string] {
  const equals = text.indexOf("=");
  return [text.slice(0, equals), text.slice(equals + 1)];
}
