export { checkovFailedTable } from "./failed-table.js";
export { checkovJson } from "./json.js";
export { checkovJunit } from "./junit.js";
export { checkovFrameworkOf, checkovIdOf, checkovReportsOf, frameworkOfFile } from "./report.js";
export { checkovText } from "./text.js";
