package dev.parley.egress;

import dev.parley.browser.SessionSpec.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part of a policy that cannot be read.
 *
 * @param message how to write it; never the password of a proxy
 */
public record PolicyFault(Part part, String message) {
  /** Which part. */
  public enum Part {
    ALLOW,
    DENY,
    ALLOW_PRIVATE,
    UPSTREAM
  }

  /** All that is wrong; a policy without any opens a gate. */
  public static List<PolicyFault> of(Policy policy) {
    var faults = new ArrayList<PolicyFault>();
    read(Part.ALLOW, policy.allow(), HostPattern::of, faults);
    read(Part.DENY, policy.deny(), HostPattern::of, faults);
    read(
        Part.ALLOW_PRIVATE,
        policy.allowPrivate(),
        text -> Target.setting(text, "the list"),
        faults);
    var upstream = policy.upstream();
    if (upstream != null) {
      read(Part.UPSTREAM, Set.of(upstream), Upstream::of, faults);
    }
    return faults;
  }

  private static void read(
      Part part, Set<String> texts, Consumer<String> reader, List<PolicyFault> faults) {
    texts.stream()
        .sorted()
        .forEach(text -> {
          try {
            reader.accept(text);
          } catch (IllegalArgumentException unreadable) {
            faults.add(new PolicyFault(part, String.valueOf(unreadable.getMessage())));
          }
        });
  }
}
