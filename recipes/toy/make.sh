#!/usr/bin/env bash
# Trains the toy model from nothing, stage by stage, into models/toy. Stopped or killed, the same command goes on.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

# Threads that wait for work must not keep the processor busy.
export OMP_WAIT_POLICY=PASSIVE

for recipe in recipes/toy/[0-9]*.json; do
    stage="$(basename "$recipe" .json)"
    echo "== $stage"
    ./hyvideo train --recipe "$recipe" --run "runs/toy/$stage"
done
