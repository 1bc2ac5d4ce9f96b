#!/bin/sh
# Builds the bundles that the tests run where there is no opa, from the sources beside them. Made with opa 1.22.2.
set -eu
cd "$(dirname "$0")"
opa build --target wasm --output policy.tar.gz \
  --entrypoint manifests/pods/deny_privileged --entrypoint manifests/pods/violation --entrypoint manifests/pods/warn \
  --entrypoint manifests/pods/exception --entrypoint main/deny --entrypoint main/warn \
  --entrypoint graph/buckets/deny --entrypoint graph/buckets/warn --entrypoint combined/deny \
  policy/pods.rego policy/plan.rego policy/graph.rego policy/combined.rego policy/lib/containers.rego policy/data.json
opa build --target wasm --output faulty.tar.gz --entrypoint manifests/faulty/deny_endless \
  --entrypoint manifests/faulty/deny_asking --entrypoint manifests/faulty/deny_number \
  --entrypoint manifests/faulty/deny_spelt faulty.rego
