package dev.parley.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a model spec asks for. */
sealed interface ModelSpec {
  /** The model of this server's own. */
  record Offline() implements ModelSpec {}

  /** A script file that is replayed. */
  record Scripted(String file) implements ModelSpec {}

  /**
   * A model of a provider.
   *
   * @param baseUrl where it is, if the spec says so
   */
  record Provided(Family family, @Nullable URI baseUrl, String model) implements ModelSpec {}

  /** A text that names no model this server can ask. */
  record Unknown() implements ModelSpec {}

  /** The protocols that are spoken, by their words in specs. */
  enum Family {
    OPENAI,
    /** OpenAI's newer protocol at any address; {@code openai:} means it without this word. */
    RESPONSES,
    ANTHROPIC,
    GEMINI,
    OLLAMA;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a spec is, for messages. */
  String FORMS =
      "offline, scripted:<file>, openai:<model>, anthropic:<model>, gemini:<model>, ollama:<model>,"
          + " or one with an address, such as openai@<base-url>:<model>";

  /** Base URL, then a colon, then a model that may hold colons itself. */
  Pattern ADDRESS =
      Pattern.compile(
          "(https?://(?:\\[[0-9a-fA-F:.]+]|[^\\s/:@\\[\\]]+)(?::\\d{1,5}(?=[:/]|$))?+(?:/[^:\\s]*)?):(\\S.*)");

  static ModelSpec parse(String spec) {
    if (spec.equals("offline")) {
      return new Offline();
    }
    String scripted = after(spec, "scripted:");
    if (!scripted.isBlank()) {
      return new Scripted(scripted);
    }
    for (var family : Family.values()) {
      var found = provided(family, spec);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new Unknown();
  }

  private static Optional<ModelSpec> provided(Family family, String spec) {
    String model = after(spec, family.word() + ":");
    if (!model.isBlank() && family != Family.RESPONSES) {
      return Optional.of(new Provided(family, null, model));
    }
    var parts = ADDRESS.matcher(after(spec, family.word() + "@"));
    return parts.matches()
        ? address(parts.group(1)).map(baseUrl -> new Provided(family, baseUrl, parts.group(2)))
        : Optional.empty();
  }

  /** An address a provider may have; empty if it is none. */
  static Optional<URI> address(String text) {
    try {
      var baseUrl = new URI(text);
      return baseUrl.getHost() == null || !text.matches("https?://\\S*")
          ? Optional.empty()
          : Optional.of(baseUrl);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String after(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : "";
  }
}
