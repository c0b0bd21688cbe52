package dev.parley.door.live;

import org.jspecify.annotations.Nullable;

/** A wish for control; {@code lease} to keep what was given before. */
record ControlRequest(@Nullable String lease, @Nullable Boolean force) {
  @Override
  public String toString() {
    return "ControlRequest[" + force + "]";
  }
}
