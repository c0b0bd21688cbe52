package dev.parley.provider.wire;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.model.ModelException;
import java.io.IOException;

/** Asks providers, over connections that serve again. */
public final class Wire {
  private static final int LARGEST_ERROR = 64 * 1024;

  private final Connections connections = new Connections();

  /**
   * Asks once; blocks until the listener has the whole reply.
   *
   * @throws ModelException with the fault
   * @throws Cancelled after the connection was closed
   */
  public void ask(Post post, Server server, Listener listener, Cancel cancel) {
    cancel.check();
    if (!post.isSendable()) {
      throw server.faults().unsendable();
    }
    try {
      exchange(post, server, listener, cancel);
    } catch (IOException broken) {
      throw isStopped(cancel) ? new Cancelled() : server.faults().broken(broken);
    }
  }

  private static boolean isStopped(Cancel cancel) {
    return cancel.isCancelled() || Thread.currentThread().isInterrupted();
  }

  private void exchange(Post post, Server server, Listener listener, Cancel cancel)
      throws IOException {
    var asked = post.bytes(server.framing());
    var connection = connections.take(Origin.of(post.address()));
    var lease = new Lease(connection, connections);
    try (var _ = cancel.onCancel(lease::close)) {
      if (!connection.isConnected()) {
        connect(connection, server, cancel);
      }
      connection.send(asked);
      var head = connection.head();
      var body = new ReplyBody(head, connection);
      new Reading(server, listener, () -> lease.finish(body)).read(head, body);
    } finally {
      lease.end();
    }
  }

  private static void connect(Connection connection, Server server, Cancel cancel)
      throws IOException {
    try {
      connection.connect();
    } catch (IOException failed) {
      if (isStopped(cancel)) {
        throw failed;
      }
      throw server.faults().unreachable(failed);
    }
  }

  /**
   * One reply off the wire.
   *
   * @param finish lets go of the connection once the reply is whole
   */
  private record Reading(Server server, Listener listener, Runnable finish) {
    void read(Head head, ReplyBody body) throws IOException {
      if (head.status() / 100 != 2) {
        var explanation = body.text(LARGEST_ERROR);
        finish.run();
        throw server.faults().ofStatus(head, explanation);
      }
      if (head.says("content-type", "text/html")) {
        throw server.faults().webPage();
      }
      if (head.says("content-type", "application/json")) {
        throw server.faults().notStreamed(body.text(LARGEST_ERROR));
      }
      var stream = new Pieces(body, server);
      for (var event = stream.next(); event != null; event = stream.next()) {
        if (listener.endsWith(event.data()) || listener.take(piece(event))) {
          finish.run();
          return;
        }
      }
      if (!listener.isWhole()) {
        throw server.faults().cut();
      }
      finish.run();
    }

    private JsonObject piece(Event event) {
      if ("error".equals(event.name())) {
        throw server.faults().ofErrorEvent(event.data());
      }
      var piece = parsed(event.data());
      if (piece.get("error").orElse(new JsonNull()) instanceof JsonNull) {
        return piece;
      }
      throw server.faults().ofErrorEvent(event.data());
    }

    private JsonObject parsed(String data) {
      try {
        if (Json.parse(data) instanceof JsonObject piece) {
          return piece;
        }
      } catch (MalformedJson malformed) {
        throw server.faults().malformed(malformed);
      }
      throw server.faults().malformed();
    }
  }
}
