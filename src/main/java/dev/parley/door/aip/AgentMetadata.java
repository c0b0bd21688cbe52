package dev.parley.door.aip;

import dev.parley.agent.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an agent presents itself. */
record AgentMetadata(
    String displayName,
    @Nullable String description,
    @Nullable String inputPlaceholder,
    List<String> suggestedPrompts) {
  AgentMetadata {
    suggestedPrompts = List.copyOf(suggestedPrompts);
  }

  static AgentMetadata of(Profile profile) {
    return new AgentMetadata(
        profile.displayName(),
        profile.description(),
        profile.inputPlaceholder(),
        profile.suggestedPrompts());
  }
}
