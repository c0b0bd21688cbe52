package dev.parley.door.live;

import org.jspecify.annotations.Nullable;

/**
 * Control is given back.
 *
 * @param message what the agent should know
 * @param resume whether the agent goes on, as it does unless this is false
 */
record ReleaseRequest(String lease, @Nullable String message, @Nullable Boolean resume) {
  @Override
  public String toString() {
    return "ReleaseRequest[" + resume + "]";
  }
}
