// Scans what is about to be committed, read with all that lies beside it. Files of YAML that are no manifests are let through.
export default {
  "*.{tf,tofu,tfvars,yaml,yml}": "lintel-pre-commit",
};
