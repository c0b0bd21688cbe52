package dev.parley.provider;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.model.ToolOffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call to a model on a thread of its own, and what came of it. */
public final class Asking {
  public final Cancel cancel = new Cancel();
  public final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<ModelReply> reply = new CompletableFuture<>();
  public final Thread thread;

  private Asking(ModelProvider model, ModelRequest request) {
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                reply.complete(model.ask(request, pieces::add, cancel));
              } catch (RuntimeException | Error thrown) {
                reply.completeExceptionally(thrown);
              }
            });
  }

  public static Asking of(ModelProvider model) {
    return of(model, saying("Hello"));
  }

  public static Asking of(ModelProvider model, ModelRequest request) {
    return new Asking(model, request);
  }

  public static ModelRequest saying(String text) {
    return request(List.of(new UserMessage(text)), List.of());
  }

  public static ModelRequest request(List<Message> messages, List<ToolOffer> tools) {
    return new ModelRequest("Be kind.", messages, tools, new Position(0, 0));
  }

  public static ToolOffer tool(String name, JsonObject input) {
    return new ToolOffer(name, "Tells.", input);
  }

  public ModelReply reply() {
    return await(reply);
  }

  /** What was thrown instead of a reply. */
  public Throwable thrown() {
    return await(
        reply.handle((whole, thrown) -> {
          if (thrown == null) {
            throw new AssertionError("a reply came: " + whole);
          }
          return thrown;
        }));
  }

  public @Nullable String piece() throws InterruptedException {
    return pieces.poll(20, TimeUnit.SECONDS);
  }

  /** The reply's text, or the name of what was thrown. */
  public String outcome() {
    return await(
        reply.handle(
            (whole, thrown) -> thrown == null ? whole.text() : thrown.getClass().getName()));
  }

  private static <T> T await(CompletableFuture<T> awaited) {
    return awaited.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
