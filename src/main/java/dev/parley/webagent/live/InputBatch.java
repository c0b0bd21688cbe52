package dev.parley.webagent.live;

import dev.parley.browser.LiveInput;
import java.util.List;

/**
 * What a person did in a row.
 *
 * @param lease what they were given with control
 * @param no batches of a lease are numbered from 1, one after the other; not looked at if empty
 * @param inputs none to show no more than a sign of life
 */
public record InputBatch(String lease, long no, List<LiveInput> inputs) {
  /** Most inputs of one batch. */
  public static final int MOST = 64;

  public InputBatch {
    inputs = List.copyOf(inputs);
    if (inputs.size() > MOST) {
      throw new IllegalArgumentException("a batch holds at most " + MOST + " inputs");
    }
  }

  /** Without the lease, which is a credential, and what is typed. */
  @Override
  public String toString() {
    return "InputBatch[" + no + ", " + inputs.size() + "]";
  }
}
