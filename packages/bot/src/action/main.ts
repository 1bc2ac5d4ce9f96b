import { runAction } from "./run-action.js";

process.exitCode = await runAction(process.env, (line) => process.stdout.write(line));
