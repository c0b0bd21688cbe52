package dev.parley.provider.ollama;

import dev.parley.model.ModelFacts;
import dev.parley.model.ModelProvider;
import dev.parley.provider.wire.Framing;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Server.Advice;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.util.Optional;

/** Makes models that Ollama runs. */
public final class Ollama {
  /** Where it listens unless told otherwise. */
  public static final URI ADDRESS = URI.create("http://127.0.0.1:11434");

  private final Wire wire;
  private final Secret key;

  /**
   * @param key for an Ollama behind a gateway; one's own needs none
   */
  public Ollama(Wire wire, Secret key) {
    this.wire = wire;
    this.key = key;
  }

  /**
   * A model there.
   *
   * @param facts tell how much of a context to give it
   */
  public ModelProvider model(URI baseUrl, String model, Optional<ModelFacts> facts) {
    var advice =
        new Advice("OLLAMA_API_KEY", "check its name, or fetch it by 'ollama pull " + model + "'");
    return new OllamaModel(
        wire,
        new Server(baseUrl, Framing.LINES, advice),
        key,
        model,
        facts.map(ModelFacts::contextTokens));
  }
}
