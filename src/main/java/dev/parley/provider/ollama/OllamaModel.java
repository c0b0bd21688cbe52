package dev.parley.provider.ollama;

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
import java.util.Map;
import java.util.Optional;

/**
 * One model of one server.
 *
 * @param context how many tokens it is to hold; empty leaves that to the server
 */
record OllamaModel(Wire wire, Server server, Secret key, String name, Optional<Integer> context)
    implements ModelProvider {
  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("ollama", name);
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    Map<String, String> headers =
        key.given().map(it -> Map.of("Authorization", "Bearer " + it)).orElse(Map.of());
    var reply = new Reply(sink, server.faults(), request.position());
    var address = server.below("/api/chat", "");
    wire.ask(new Post(address, headers, Prompt.of(name, context, request)), server, reply, cancel);
    return reply.whole();
  }
}
