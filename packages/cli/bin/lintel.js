#!/usr/bin/env node
"use strict";

// Kept to syntax that old versions of Node can read, so that they can be told what is missing.
if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write("lintel: Node " + process.versions.node + " is too old; Lintel needs Node 20.11 or newer.\n");
  process.exit(2);
}
const path = require("node:path");
const bundle = path.join(__dirname, "..", "dist", "bundle");
require(path.join(bundle, "load.cjs")).loadBundle(bundle).main();
