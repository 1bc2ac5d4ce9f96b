import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { reportMisshapenBlocks } from "./check-blocks.js";
import { reportMisshapenCalls } from "./check-calls.js";
import { reportEmptyConditions } from "./check-conditions.js";
import { reportMoves } from "./check-moves.js";
import { reportInvalidNames } from "./check-names.js";
import { reportProviderReferences } from "./check-provider-references.js";
import { reportProvisioners } from "./check-provisioners.js";
import { reportLooseReferences } from "./check-references.js";
import { reportInvalidSettings } from "./check-settings.js";
import type { Module } from "./module.js";

/**
 * Reports what Terraform refuses in a module before it evaluates anything, and what can be judged without knowing what its
 * providers offer.
 */
export function reportMisuse(module: Module, isRoot: boolean, report: ReportDiagnostic): void {
  reportMisshapenBlocks(module, report);
  reportInvalidNames(module, report);
  reportInvalidSettings(module, report);
  reportMisshapenCalls(module, report);
  reportProviderReferences(module, report);
  reportProvisioners(module, report);
  reportEmptyConditions(module, report);
  reportLooseReferences(module, report);
  reportMoves(module, isRoot, report);
}
