#!/usr/bin/env node
"use strict";

// What pre-commit starts: a scan of the files that it names. That none of them is Terraform's or Kubernetes's is no failure of
// a commit, although a scan that was asked for them says so with an exit code of its own.
const nothingToScan = 3;

if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write("lintel: Node " + process.versions.node + " is too old; Lintel needs Node 20.11 or newer.\n");
  process.exit(2);
}
const path = require("node:path");
const bundle = path.join(__dirname, "..", "dist", "bundle");
require(path.join(bundle, "load.cjs"))
  .loadBundle(bundle)
  .run(["scan"].concat(process.argv.slice(2)))
  .then(function (code) {
    process.exit(code === nothingToScan ? 0 : code);
  });
