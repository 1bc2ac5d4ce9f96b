import type { ReportedDiagnostic } from "@lintel/core";
import type { Invocation, Notification } from "sarif";
import { problemText } from "../listed.js";
import { placeOf } from "./region.js";

/** Codes of what is wrong with how Lintel was set up; anything else came up while it ran. */
const aboutConfiguration =
  /^(?:configuration|baseline|ignore-pattern|policy(?!-failed))-|^(?:unknown-policy|no-policy-left)$/;

/** Describes the run: whether everything could be read, and what there is to say of files and settings. */
export function invocationOf(diagnostics: readonly ReportedDiagnostic[]): Invocation {
  const configuration = diagnostics.filter(({ code }) => aboutConfiguration.test(code)).map(notificationOf);
  const execution = diagnostics.filter(({ code }) => !aboutConfiguration.test(code)).map(notificationOf);
  return {
    executionSuccessful: !diagnostics.some(({ severity }) => severity === "error"),
    ...(configuration.length === 0 ? {} : { toolConfigurationNotifications: configuration }),
    ...(execution.length === 0 ? {} : { toolExecutionNotifications: execution }),
  };
}

function notificationOf({ code, severity, message, hint, location }: ReportedDiagnostic): Notification {
  return {
    descriptor: { id: code },
    level: severity === "info" ? "note" : severity,
    message: { text: problemText({ message, hint }) },
    ...(location === null ? {} : { locations: [{ physicalLocation: placeOf(location) }] }),
  };
}
