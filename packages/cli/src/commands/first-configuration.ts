/** The first `lintel.yaml` of a repository: everything that may be said, as comments, and nothing that changes a scan. */
export const firstConfiguration = `# What Lintel looks for, and how much it matters. docs/configuration.md tells all of it, lintel config explain <path> what it
# comes to. For an editor: lintel config schema > lintel.schema.json
# yaml-language-server: $schema=lintel.schema.json
version: 1

# Which policies are on: recommended, strict, all, a compliance framework (lintel framework list), or a list of these.
preset: recommended

# What is left out of a scan. Globs are relative to this file; ** crosses directories.
exclude: []
#  - "**/examples/**"

# Policies by id, by the id that another tool gives them, or by a glob of ids: off, on, a severity, or several settings.
policies: {}
#  aws-s3-bucket-versioning-disabled: off
#  CKV_AWS_24: { severity: critical, enforcement: hard-mandatory }

# The lowest severity that is shown, and the lowest that makes the exit code 1.
severity: info
#failOn: medium

# Values for the variables of Terraform's root modules. With scenarios, each of them is judged in one and the same run.
#variables: { varFiles: [common.tfvars] }
#scenarios:
#  - { name: prod, varFiles: [prod.tfvars], workspace: prod }
#  - { name: dev, varFiles: [dev.tfvars] }

# What every suppression in a comment must have.
#suppressions: { requireReason: true, maximumDays: 180 }

# Suppressions by address or path.
#suppress:
#  - { policy: CKV_AWS_18, address: module.logs.aws_s3_bucket.target, reason: It is the target of the logs., until: 2030-01-31 }

# Other settings for some directories or resources.
#overrides:
#  - { paths: ["sandbox/**"], failOn: none }
`;
