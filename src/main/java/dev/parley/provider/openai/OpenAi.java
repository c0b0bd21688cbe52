package dev.parley.provider.openai;

import dev.parley.model.ModelProvider;
import dev.parley.provider.wire.Framing;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Server.Advice;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Makes models that are asked by one of OpenAI's protocols. */
public final class OpenAi {
  /** Where OpenAI itself listens; it lets nobody in without a key. */
  public static final URI ADDRESS = URI.create("https://api.openai.com/v1");

  private static final String MODEL_ADVICE = "check the model's name and base URL";

  private final Wire wire;
  private final Secret key;
  private final Secret azureKey;

  /**
   * @param key sent to every server but Azure's; servers of one's own often need none
   * @param azureKey sent to Azure's hosts, in place of the other
   */
  public OpenAi(Wire wire, Secret key, Secret azureKey) {
    this.wire = wire;
    this.key = key;
    this.azureKey = azureKey;
  }

  /** A model that is asked by chat completions. */
  public ModelProvider chat(URI baseUrl, String model) {
    return new ChatModel(wire, access(baseUrl), model);
  }

  /** A model that is asked for responses. */
  public ModelProvider responses(URI baseUrl, String model) {
    return new ResponsesModel(wire, access(baseUrl), model);
  }

  private Access access(URI baseUrl) {
    boolean azure = baseUrl.getHost().toLowerCase(Locale.ROOT).endsWith(".azure.com");
    var advice = new Advice(azure ? "AZURE_OPENAI_API_KEY" : "OPENAI_API_KEY", MODEL_ADVICE);
    var secret = azure ? azureKey : key;
    var headers =
        secret
            .given()
            .map(it -> azure ? Map.of("api-key", it) : Map.of("Authorization", "Bearer " + it));
    return new Access(
        new Server(baseUrl, Framing.EVENTS, advice),
        headers.orElse(Map.of()),
        headers.isEmpty() && (azure || baseUrl.equals(ADDRESS)));
  }

  /**
   * How to get in.
   *
   * @param locked whether the server would refuse, since it needs a key and there is none
   */
  record Access(Server server, Map<String, String> headers, boolean locked) {
    void require() {
      if (locked) {
        throw server.faults().noKey();
      }
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Access[" + server.baseUrl().getHost() + "]";
    }
  }
}
