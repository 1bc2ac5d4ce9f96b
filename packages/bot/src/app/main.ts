import { createLog } from "./log.js";
import { readSettings, settingsHelp } from "./settings.js";
import { startApp } from "./start-app.js";

const help = `lintel-bot: the GitHub App that reviews pull requests.

Usage: lintel-bot [--help]

All settings come from the environment; NAME_FILE names a file that holds the value of NAME:
${settingsHelp.map((setting) => `  ${setting.name}\n      ${setting.help}`).join("\n")}

It answers POST /webhooks, GET /healthz, GET /readyz and GET /metrics. On SIGTERM it takes nothing more,
ends what runs or hands it back, and ends.
`;

/** Runs the program; what it gives is the exit code, unless it goes on running. */
export async function main(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number | undefined> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(help);
    return 0;
  }
  if (args.length > 0) {
    process.stderr.write("lintel-bot: It takes no arguments; all settings come from the environment (see --help).\n");
    return 2;
  }
  const read = readSettings(environment);
  if ("problems" in read) {
    process.stderr.write(read.problems.map((problem) => `lintel-bot: ${problem}\n`).join(""));
    process.stderr.write("lintel-bot: All settings are explained by --help.\n");
    return 2;
  }
  const { settings } = read;
  const passwords = settings.redisUrl === undefined ? [] : [decodeURIComponent(new URL(settings.redisUrl).password)];
  const log = createLog(settings.logLevel, [
    ...[settings.privateKey, environment["LINTEL_PRIVATE_KEY"] ?? ""],
    ...[...settings.webhookSecrets, ...passwords],
  ]);
  process.on("unhandledRejection", (error) => {
    log.error({ error }, "something broke");
  });
  try {
    const app = await startApp(settings, log, new URL("./engine-process/review-process.js", import.meta.url));
    endOnSignals(app.close, settings.shutdownMilliseconds);
    return undefined;
  } catch (error) {
    log.fatal({ error }, "it could not be started");
    return 1;
  }
}

/** What does not end in time is ended; what it was at is taken up by others, or by the next one. */
function endOnSignals(close: () => Promise<void>, milliseconds: number): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), milliseconds + 5000).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
