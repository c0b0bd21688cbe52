package dev.parley.provider;

import dev.parley.json.JsonValue;
import dev.parley.provider.facts.KnownModels;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers by default, and what the providers need.
 *
 * @param defaultSpec the model of agents that name none, such as {@code offline}
 * @param scriptFolder what the files of {@code scripted:<file>} are relative to
 * @param scripts reads and parses a script file
 * @param known what is known of models before they are asked
 * @param openAiKey the value of {@code OPENAI_API_KEY}; local servers need none
 */
public record ModelSettings(
    String defaultSpec,
    Path scriptFolder,
    Function<Path, JsonValue> scripts,
    KnownModels known,
    @Nullable String openAiKey) {

  /** Without the key. */
  @Override
  public String toString() {
    return "ModelSettings[" + defaultSpec + ", " + scriptFolder + "]";
  }
}
