export { tflintCheckstyle } from "./checkstyle.js";
export { tflintJson } from "./json.js";
export { tflintJunit } from "./junit.js";
export { tflintIssueOf, tflintReportOf } from "./report.js";
export { tflintSarif } from "./sarif.js";
export { tflintCompact, tflintDefault } from "./text.js";
