package dev.parley.egress;

import java.util.concurrent.atomic.LongAdder;

/** Bytes that came from targets and went to them. */
record Meter(LongAdder in, LongAdder out) {
  Meter() {
    this(new LongAdder(), new LongAdder());
  }
}
