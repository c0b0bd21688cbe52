package dev.parley.provider.openai;

import dev.parley.cancel.Cancel;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.provider.openai.OpenAi.Access;
import dev.parley.provider.wire.Post;
import dev.parley.provider.wire.Wire;

/** One model of one server, asked by chat completions. */
record ChatModel(Wire wire, Access access, String name) implements ModelProvider {
  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("openai", name);
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    access.require();
    var server = access.server();
    var reply = new ChatReply(sink, server.faults());
    var address = server.below("/chat/completions", "");
    wire.ask(
        new Post(address, access.headers(), ChatPrompt.of(name, request)), server, reply, cancel);
    return reply.whole();
  }
}
