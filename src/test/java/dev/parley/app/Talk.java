package dev.parley.app;

import dev.parley.door.aip.AipHttp;
import dev.parley.door.aip.AipHttp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** One session and whoever talks in it. */
@NullMarked
record Talk(AipHttp client, String path) {
  static Talk with(TestServer server, String agent) throws IOException, InterruptedException {
    return new Talk(server.client(), server.session(agent));
  }

  Reply say(String text) throws IOException, InterruptedException {
    return say(text, "");
  }

  /** A blocking continue with more members of the body, such as {@code "sessionTraceId":"…"}. */
  Reply say(String text, String more) throws IOException, InterruptedException {
    return client.post(path + "/blockingContinue", TestServer.ask(text, more));
  }

  CompletableFuture<Reply> sayMeanwhile(String text, String more) {
    return meanwhile(() -> say(text, more));
  }

  CompletableFuture<Reply> streamMeanwhile(String text, String more) {
    return meanwhile(() -> streamed(text, more));
  }

  private static CompletableFuture<Reply> meanwhile(Callable<Reply> call) {
    var reply = new CompletableFuture<Reply>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            reply.complete(call.call());
          } catch (Exception failed) {
            reply.completeExceptionally(failed);
          }
        });
    return reply;
  }

  /** A streaming continue, its body to be read. */
  HttpResponse<InputStream> stream(String text, String more)
      throws IOException, InterruptedException {
    return client.stream(path + "/streamingContinue", TestServer.ask(text, more));
  }

  /** A streaming continue to its end. */
  Reply streamed(String text, String more) throws IOException, InterruptedException {
    return client.post(path + "/streamingContinue", TestServer.ask(text, more));
  }

  Reply cancel(String message) throws IOException, InterruptedException {
    return client.post(path + "/cancel", "{\"messageId\":\"" + message + "\"}");
  }

  Reply cancel(String message, String response) throws IOException, InterruptedException {
    return client.post(
        path + "/cancel", "{\"messageId\":\"" + message + "\",\"response\":\"" + response + "\"}");
  }

  Reply session() throws IOException, InterruptedException {
    return client.get(path);
  }

  Reply content() throws IOException, InterruptedException {
    return client.get(path + "/content");
  }

  Reply trace(String id) throws IOException, InterruptedException {
    return client.get(path + "/sessionTraces/" + id);
  }

  /** How many messages the session counts. */
  String messages() throws IOException, InterruptedException {
    return session().textAt("metadata.messageCount");
  }
}
