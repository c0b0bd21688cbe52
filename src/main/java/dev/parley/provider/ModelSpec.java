package dev.parley.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What the text of a model spec asks for. */
sealed interface ModelSpec {
  /** The model of this server's own. */
  record Offline() implements ModelSpec {}

  /** A script file that is replayed. */
  record Scripted(String file) implements ModelSpec {}

  /** A model of OpenAI. */
  record OpenAi(String model) implements ModelSpec {}

  /** A model of a server that speaks OpenAI's protocol. */
  record OpenAiAt(URI baseUrl, String model) implements ModelSpec {}

  /** A text that names no model this server can ask. */
  record Unknown() implements ModelSpec {}

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
    String model = after(spec, "openai:");
    if (!model.isBlank()) {
      return new OpenAi(model);
    }
    return address(after(spec, "openai@"));
  }

  private static ModelSpec address(String text) {
    var parts = ADDRESS.matcher(text);
    if (!parts.matches()) {
      return new Unknown();
    }
    try {
      var baseUrl = new URI(parts.group(1));
      return baseUrl.getHost() == null ? new Unknown() : new OpenAiAt(baseUrl, parts.group(2));
    } catch (URISyntaxException _) {
      return new Unknown();
    }
  }

  private static String after(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : "";
  }
}
