package dev.parley.provider.anthropic;

import dev.parley.cancel.Cancel;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.provider.anthropic.Anthropic.Wanted;
import dev.parley.provider.wire.Post;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Server;
import dev.parley.provider.wire.Wire;
import java.util.HashMap;

/**
 * One model of one server.
 *
 * @param locked whether the server would refuse, since it needs a key and there is none
 */
record AnthropicModel(Wire wire, Server server, Secret key, boolean locked, Wanted wanted)
    implements ModelProvider {
  private static final String VERSION = "2023-06-01";

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("anthropic", wanted.model());
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    if (locked) {
      throw server.faults().noKey();
    }
    var headers = new HashMap<String, String>();
    headers.put("anthropic-version", VERSION);
    key.given().ifPresent(it -> headers.put("x-api-key", it));
    var address = server.below(server.endsWith("/v1") ? "/messages" : "/v1/messages", "");
    var reply = new Reply(sink, server.faults());
    wire.ask(new Post(address, headers, Prompt.of(wanted, request)), server, reply, cancel);
    return reply.whole();
  }
}
