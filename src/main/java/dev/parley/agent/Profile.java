package dev.parley.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an agent presents itself to people. */
public record Profile(
    String displayName,
    @Nullable String description,
    @Nullable String inputPlaceholder,
    List<String> suggestedPrompts) {
  public Profile {
    suggestedPrompts = List.copyOf(suggestedPrompts);
  }
}
