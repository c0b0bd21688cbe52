package dev.parley.provider.openai;

import dev.parley.model.ModelProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Makes models that are asked by chat completions; all share one pool of connections. */
public final class OpenAi {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient connections =
      HttpClient.newBuilder()
          // a call per connection: closing it is what stops the provider
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
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
