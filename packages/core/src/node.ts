export { createNodeHost } from "./source/node-host.js";
export { findScanRoot, pathsFromScanRoot } from "./source/node-scan-root.js";
