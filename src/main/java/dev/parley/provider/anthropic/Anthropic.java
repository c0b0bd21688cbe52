package dev.parley.provider.anthropic;

import dev.parley.model.ModelFacts;
import dev.parley.model.ModelProvider;
import dev.parley.provider.wire.Framing;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Server.Advice;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.util.Optional;

/** Makes models that are asked by the Messages API. */
public final class Anthropic {
  /** Where Anthropic itself listens; it lets nobody in without a key. */
  public static final URI ADDRESS = URI.create("https://api.anthropic.com");

  /** What every model still offered can write. */
  private static final int SURE_TOKENS = 8_192;

  /** Enough for any answer or action, and small beside the context it is taken from. */
  private static final int ENOUGH_TOKENS = 32_000;

  private static final Advice ADVICE =
      new Advice("ANTHROPIC_API_KEY", "check the model's name and base URL");

  private final Wire wire;
  private final Secret key;

  public Anthropic(Wire wire, Secret key) {
    this.wire = wire;
    this.key = key;
  }

  /**
   * A model there.
   *
   * @param facts tell how long its replies may be, which the provider wants to hear
   */
  public ModelProvider model(URI baseUrl, String model, Optional<ModelFacts> facts) {
    int longest =
        facts
            .map(ModelFacts::outputTokens)
            .map(tokens -> Math.min(tokens, ENOUGH_TOKENS))
            .orElse(SURE_TOKENS);
    boolean locked = key.given().isEmpty() && baseUrl.equals(ADDRESS);
    return new AnthropicModel(
        wire, new Server(baseUrl, Framing.EVENTS, ADVICE), key, locked, new Wanted(model, longest));
  }

  /** What is asked for in every request: the model, and no longer a reply than that. */
  record Wanted(String model, int longest) {}
}
