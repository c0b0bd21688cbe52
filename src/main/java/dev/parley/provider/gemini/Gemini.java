package dev.parley.provider.gemini;

import dev.parley.model.ModelProvider;
import dev.parley.provider.wire.Framing;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Server.Advice;
import dev.parley.provider.wire.Wire;
import java.net.URI;

/** Makes models that are asked by the Gemini API. */
public final class Gemini {
  /** Where Google itself listens; it lets nobody in without a key. */
  public static final URI ADDRESS = URI.create("https://generativelanguage.googleapis.com");

  private static final Advice ADVICE =
      new Advice("GEMINI_API_KEY", "check the model's name and base URL");

  private final Wire wire;
  private final Secret key;

  public Gemini(Wire wire, Secret key) {
    this.wire = wire;
    this.key = key;
  }

  public ModelProvider model(URI baseUrl, String model) {
    boolean locked = key.given().isEmpty() && baseUrl.equals(ADDRESS);
    return new GeminiModel(wire, new Server(baseUrl, Framing.EVENTS, ADVICE), key, locked, model);
  }
}
