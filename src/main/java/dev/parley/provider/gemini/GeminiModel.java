package dev.parley.provider.gemini;

import dev.parley.cancel.Cancel;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Post;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One model of one server.
 *
 * @param locked whether the server would refuse, since it needs a key and there is none
 */
record GeminiModel(Wire wire, Server server, Secret key, boolean locked, String name)
    implements ModelProvider {
  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("gcp.gemini", name);
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    if (locked) {
      throw server.faults().noKey();
    }
    Map<String, String> headers =
        key.given().map(it -> Map.of("x-goog-api-key", it)).orElse(Map.of());
    var reply = new Reply(sink, server.faults(), request.position());
    wire.ask(new Post(address(), headers, Prompt.of(request)), server, reply, cancel);
    return reply.whole();
  }

  private URI address() {
    var version = server.endsWith("/v1beta") || server.endsWith("/v1") ? "" : "/v1beta";
    // tuned models have a path of their own
    var path = name.contains("/") ? "/" : "/models/";
    var written =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20");
    return server.below(version + path + written + ":streamGenerateContent", "alt=sse");
  }
}
