package dev.parley.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the providers are and what lets us in; prints no key.
 *
 * @param addresses of providers that are not asked where they usually are
 */
public record Access(Keys keys, Addresses addresses) {
  /** None of either. */
  public static final Access NONE =
      new Access(new Keys(null, null, null, null, null), new Addresses(null, null, null, null));

  /** The keys there are; prints as nothing. */
  public record Keys(
      @Nullable String openAi,
      @Nullable String azure,
      @Nullable String anthropic,
      @Nullable String gemini,
      @Nullable String ollama) {
    /** The settings of the keys there are. */
    public List<String> settings() {
      var names = new ArrayList<String>();
      add(names, openAi, "OPENAI_API_KEY");
      add(names, azure, "AZURE_OPENAI_API_KEY");
      add(names, anthropic, "ANTHROPIC_API_KEY");
      add(names, gemini, "GEMINI_API_KEY");
      add(names, ollama, "OLLAMA_API_KEY");
      return names;
    }

    private static void add(List<String> names, @Nullable String key, String name) {
      if (key != null) {
        names.add(name);
      }
    }

    @Override
    public String toString() {
      return "Keys";
    }
  }

  /** Base URLs; null for the usual ones. */
  public record Addresses(
      @Nullable URI openAi, @Nullable URI anthropic, @Nullable URI gemini, @Nullable URI ollama) {}

  /** A base URL as a setting says it; empty if it is none. */
  public static Optional<URI> address(String text) {
    return ModelSpec.address(text.strip()).filter(url -> url.getUserInfo() == null);
  }

  /**
   * Where Ollama is, in the forms its own {@code OLLAMA_HOST} may have, such as {@code
   * 0.0.0.0:11434}; empty if it is none of them.
   */
  public static Optional<URI> ollamaHost(String text) {
    var stripped = text.strip();
    if (stripped.matches("(?i)https?://.*")) {
      return address(stripped);
    }
    var host = stripped.startsWith(":") ? "127.0.0.1" + stripped : stripped;
    boolean hasPort = host.matches(".*:\\d{1,5}/*");
    return address("http://" + host.replaceAll("/+$", "") + (hasPort ? "" : ":11434"))
        // what a server listens on is no address to go to
        .map(url -> URI.create(url.toString().replace("//0.0.0.0:", "//127.0.0.1:")));
  }
}
