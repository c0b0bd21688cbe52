package dev.parley.provider.openai;

import dev.parley.model.ModelProvider;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes models that are asked by chat completions; all share one pool of connections. */
public final class OpenAi {
  private final Connections connections = new Connections();
  private final @Nullable String key;

  /**
   * @param key sent as bearer token; servers of one's own often need none
   */
  public OpenAi(@Nullable String key) {
    this.key = key == null || key.isBlank() ? null : key.strip();
  }

  public ModelProvider model(URI baseUrl, String model) {
    var faults = new Faults(InstantSource.system(), baseUrl);
    return new OpenAiModel(new CancellableClient(connections, faults), baseUrl, model, key);
  }
}
