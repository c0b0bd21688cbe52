package dev.parley.provider.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a chat proxy may do.
 *
 * @param baseUrl the usual provider's
 * @param key the server's for it; null if callers need their own
 * @param models those the server's key is for
 * @param silence how long a provider may say nothing
 */
public record ChatProxySettings(
    URI baseUrl, @Nullable String key, Set<String> models, Duration silence) {
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");
  public static final Duration USUAL_SILENCE = Duration.ofMinutes(10);

  public ChatProxySettings {
    models = Set.copyOf(models);
    if (!silence.isPositive()) {
      throw new IllegalArgumentException("times must be positive");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ChatProxySettings[" + baseUrl + ", " + models + "]";
  }
}
