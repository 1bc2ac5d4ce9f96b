#!/bin/sh
# Publishes a review in the pull request that the pipeline runs for.
set -eu

cd "$BITBUCKET_CLONE_DIR"
set -- review --publish bitbucket
if [ "${CHECK:-true}" = false ]; then set -- "$@" --no-check; fi
if [ -n "${PLAN:-}" ]; then set -- "$@" --plan "$PLAN"; fi
if [ -n "${REVIEW_FILE:-}" ]; then set -- "$@" --from "$REVIEW_FILE"; fi
exec lintel "$@"
