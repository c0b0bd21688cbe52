package dev.parley.provider;

import dev.parley.json.JsonValue;
import dev.parley.provider.facts.KnownModels;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Which model answers by default, and what the providers need.
 *
 * @param defaultSpec the model of agents that name none, such as {@code offline}
 * @param scriptFolder what the files of {@code scripted:<file>} are relative to
 * @param scripts reads and parses a script file
 * @param known what is known of models before they are asked
 */
public record ModelSettings(
    String defaultSpec,
    Path scriptFolder,
    Function<Path, JsonValue> scripts,
    KnownModels known,
    Access access) {}
