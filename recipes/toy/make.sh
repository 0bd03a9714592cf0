#!/usr/bin/env bash
# Trains the toy model from nothing, stage by stage, into runs/toy/model. Stopped or killed, the same command goes on.
#
#   recipes/toy/make.sh          the transformer on the processor: a small one for 64×64 pixels
#   recipes/toy/make.sh cuda     the transformer, its student, and the last of the VAE on an accelerator, for 128×128: the model of this
#                                repository; its second language model and the swap to it take the processor half an hour
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

# train RECIPE [OPTION …]
train() {
    local stage="$1"
    shift
    echo "== $stage"
    ./hyvideo train --recipe "recipes/toy/$stage.json" --run "runs/toy/$stage" "$@"
}

if [[ ! -d runs/toy/model/text_encoder ]]; then     # encoders are trained behind the tokenizers
    echo "== 1-tokenizer"
    ./hyvideo train --recipe recipes/toy/1-tokenizer.json
fi

for stage in 2-llama 3-clip 4-vae 5-vae-wide 6-vae-sharp; do
    train "$stage"
done

if (($# > 0)); then
    train 7-transformer --device "$1"
    train 8-student --device "$1"
else
    train small-transformer
fi

train 9-decoder

if (($# > 0)); then
    train 10-vae-joint --device "$1"
    train 11-transformer --device "$1"
    train 12-student --device "$1"
    train 13-pictures --device "$1"
    train 14-transformer --device "$1"
    train 15-student --device "$1"
    train 16-llama
    train 17-text-swap
    train 18-pictures --device "$1"
    train 19-transformer --device "$1"
    train 20-student --device "$1"
fi
