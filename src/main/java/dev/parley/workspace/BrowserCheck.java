package dev.parley.workspace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What can be wrong with a tool that browses, as the browsing rooms know it.
 *
 * @param actions names that no other tool of its agent may have
 * @param hosts why host patterns cannot be read; empty if they can
 */
public record BrowserCheck(Set<String> actions, Function<List<String>, Optional<String>> hosts) {
  public BrowserCheck {
    actions = Set.copyOf(actions);
  }
}
