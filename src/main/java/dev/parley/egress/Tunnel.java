package dev.parley.egress;

import dev.parley.egress.Verdict.Pass;
import java.io.IOException;
import java.time.Duration;

/** Bytes to and fro, unseen, until both ends have finished. */
final class Tunnel implements Watch.Watched {
  private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";
  private static final Duration HALF_OPEN = Duration.ofSeconds(30);

  private final ClientConnection connection;
  private final Wanted wanted;
  private final long idle;
  private volatile boolean halfOpen;
  private volatile long moved = Watch.now();

  Tunnel(ClientConnection connection, Wanted wanted) {
    this.connection = connection;
    this.wanted = wanted;
    this.idle = connection.proxy().limits().times().tunnel().toNanos();
  }

  /** Whether the connection can carry another request: only when no tunnel came about. */
  boolean run(RequestHead head, BodyReader body, Pass pass) throws IOException {
    connection.keep(null);
    Origin origin;
    try {
      origin = Origin.open(connection, wanted, pass);
      connection.keep(origin);
      origin.tunnel(connection.proxy().limits().times().answer());
    } catch (IOException failed) {
      var page = why(failed);
      connection.keep(null);
      return connection.answer(head, body, page);
    }
    connection.client().write(OPEN);
    join(connection.client(), origin.wire());
    return false;
  }

  private Page why(IOException failed) {
    return switch (failed) {
      case Unreachable known -> Page.unreachable(wanted, known.why());
      case MalformedMessage bad -> Page.unreachable(wanted, bad.why());
      default ->
          connection.ranOut()
              ? Page.tooSlow(wanted)
              : Page.unreachable(wanted, "the connection was closed");
    };
  }

  private void join(Wire client, Wire origin) {
    client.patient();
    origin.patient();
    var watch = connection.proxy().watch();
    watch.add(this);
    try {
      var up = Thread.ofVirtual().name("egress-up").start(() -> pump(client, origin));
      pump(origin, client);
      up.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      watch.remove(this);
      connection.cut();
    }
  }

  /** One direction, until its end; an error ends both. */
  private void pump(Wire from, Wire to) {
    var buffer = new byte[BodyWriter.SIZE];
    try {
      for (int count = from.read(buffer, 0, buffer.length);
          count >= 0;
          count = from.read(buffer, 0, buffer.length)) {
        moved = Watch.now();
        to.write(buffer, 0, count);
        moved = Watch.now();
      }
      halfOpen = true;
      to.finish();
    } catch (IOException broken) {
      connection.cut();
    }
  }

  @Override
  public void look(long now) {
    if (now - moved > (halfOpen ? Math.min(idle, HALF_OPEN.toNanos()) : idle)) {
      connection.cut();
    }
  }
}
