# Others' test samples, from a folder outside the repository; none of them is shown.
# shellcheck shell=bash

measure_samples() {
  [ -n "$SAMPLES" ] || fail "samples wants --samples DIR"
  heading "Samples of $(basename "$SAMPLES"): positive ones found and missed, negative ones found (false) and passed"
  bench SampleBench "$SAMPLES" | sed 's/^/  /'
}
