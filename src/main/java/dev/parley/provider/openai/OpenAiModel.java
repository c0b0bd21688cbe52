package dev.parley.provider.openai;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.parley.cancel.Cancel;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One model of one server. */
final class OpenAiModel implements ModelProvider {
  private final StreamingChatModel model;

  OpenAiModel(CancellableClient client, URI baseUrl, String name, @Nullable String key) {
    var builder =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(client.asBuilder())
            .baseUrl(baseUrl.toString())
            .modelName(name)
            .logRequests(false)
            .logResponses(false);
    if (key != null) {
      builder.apiKey(key);
    }
    model = builder.build();
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    var call = new UpstreamCall(sink, cancel);
    ScopedValue.where(UpstreamCall.CURRENT, call).run(() -> model.chat(Prompt.of(request), call));
    return call.reply();
  }
}
