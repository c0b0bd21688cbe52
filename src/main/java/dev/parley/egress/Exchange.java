package dev.parley.egress;

import dev.parley.egress.Verdict.Pass;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request in absolute form and its answer. */
final class Exchange {
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");
  private static final int MOST_INTERIM = 20;

  private final ClientConnection connection;
  private final Wire client;
  private final Wanted wanted;
  private final RequestHead head;
  private final BodyReader body;
  private @Nullable Upload upload;
  private boolean answered;

  Exchange(ClientConnection connection, Wanted wanted, RequestHead head, BodyReader body) {
    this.connection = connection;
    this.client = connection.client();
    this.wanted = wanted;
    this.head = head;
    this.body = body;
  }

  /** Whether the connection can carry another request. */
  boolean run(Pass pass) throws IOException {
    client.restFreely();
    boolean keeps;
    try {
      keeps = exchange(pass);
    } catch (IOException failed) {
      if (answered) {
        throw failed;
      }
      keeps = say(failed);
      connection.keep(null);
    }
    client.restFor(connection.proxy().limits().times().idle());
    var side = upload;
    if (side == null) {
      return keeps;
    }
    if (!keeps) {
      connection.finish();
    }
    boolean next = side.nextComes();
    if (!side.sent()) {
      connection.keep(null);
    }
    return keeps && next;
  }

  private boolean exchange(Pass pass) throws IOException {
    var origin = repeatable() ? connection.kept(wanted) : null;
    if (origin != null) {
      long heard = origin.wire().heard();
      try {
        return relay(origin, ask(origin));
      } catch (IOException stale) {
        if (answered || origin.wire().heard() != heard || origin.wire().ranOut()) {
          throw stale;
        }
      }
    }
    connection.keep(null);
    var fresh = Origin.open(connection, wanted, pass);
    connection.keep(fresh);
    return relay(fresh, ask(fresh));
  }

  /** Whether it may be sent twice, if the first was sent to a connection just closed. */
  private boolean repeatable() {
    return REPEATABLE.contains(head.method()) && body.ended();
  }

  /** Sends the request; the first lines of its answer. */
  private ResponseHead ask(Origin origin) throws IOException {
    origin.wire().write(requestText(origin));
    if (upload == null) {
      upload = new Upload(connection, body, new BodyWriter(origin.wire(), chunkedUp()));
      upload.start();
    }
    origin.wire().within(connection.proxy().limits().times().answer());
    var answer = ResponseHead.read(origin.wire());
    for (int count = 0; answer.interim(); count++) {
      if (answer.status() == 101 || count == MOST_INTERIM) {
        throw new MalformedMessage("the answer has no end");
      }
      if (head.minor() == 1) {
        client.write(answerText(answer, ""));
      }
      answer = ResponseHead.read(origin.wire());
    }
    origin.wire().unhurried();
    if (answer.status() == 407) {
      // it would make the browser think that our own credentials were wrong
      throw new Unreachable(
          origin.upstream() == null
              ? "it wants a login for proxies"
              : "the upstream proxy refused its login");
    }
    return answer;
  }

  private boolean relay(Origin origin, ResponseHead answer) throws IOException {
    var framing = answer.framing(head.method());
    boolean keeps = head.keepsAlive();
    boolean chunked = head.minor() == 1 && !(framing instanceof Framing.Sized);
    var from = new BodyReader(origin.wire(), framing);
    var lines = chunked ? "Transfer-Encoding: chunked\r\n" : lengthLine(answer, framing);
    answered = true;
    var top = answerText(answer, lines + (keeps ? "" : "Connection: close\r\n"));
    if (origin.wire().ready() && !from.ended()) {
      // one packet; a stream that has not begun must not hold up its head
      client.hold(top);
    } else {
      client.write(top);
    }
    var to = new BodyWriter(client, chunked);
    var buffer = connection.buffer();
    while (!from.ended()) {
      int count = from.read(buffer, BodyWriter.ROOM, BodyWriter.SIZE);
      if (count > 0) {
        to.write(buffer, count);
      }
    }
    to.end();
    if (!answer.keepsAlive() || framing instanceof Framing.UntilClose) {
      connection.keep(null);
    }
    return keeps;
  }

  /** Answers that have no body may still say how long it would be. */
  private static String lengthLine(ResponseHead answer, Framing framing) throws MalformedMessage {
    var written = answer.fields().first("content-length");
    if (written == null || answer.status() == 204 || !(framing instanceof Framing.Sized)) {
      return "";
    }
    return Framing.sized(written) instanceof Framing.Sized(long length)
        ? "Content-Length: " + length + "\r\n"
        : "";
  }

  private static String answerText(ResponseHead answer, String more) {
    var text = new StringBuilder(512);
    text.append("HTTP/1.1 ").append(answer.status()).append(' ').append(answer.reason());
    text.append("\r\n");
    answer.fields().appendPassing(text);
    return text.append(more).append("\r\n").toString();
  }

  private String requestText(Origin origin) {
    var upstream = origin.upstream();
    var text = new StringBuilder(512);
    text.append(head.method()).append(' ');
    if (upstream != null) {
      text.append("http://").append(wanted.target().authority());
    }
    text.append(wanted.path()).append(" HTTP/1.1\r\nHost: ");
    text.append(wanted.target().authority()).append("\r\n");
    head.fields().appendPassing(text);
    if (upstream != null) {
      text.append(upstream.loginLine());
    }
    var length = head.fields().first("content-length");
    if (chunkedUp()) {
      text.append("Transfer-Encoding: chunked\r\n");
    } else if (length != null) {
      text.append("Content-Length: ").append(length).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  private boolean chunkedUp() {
    return head.fields().has("transfer-encoding");
  }

  /** Tells the browser why there is no answer; whether the connection goes on. */
  private boolean say(IOException failed) throws IOException {
    boolean late = connection.ranOut();
    var page =
        switch (failed) {
          case Unreachable why -> Page.unreachable(wanted, why.why());
          case MalformedMessage bad -> Page.unreachable(wanted, bad.why());
          default ->
              late ? Page.tooSlow(wanted) : Page.unreachable(wanted, "it closed the connection");
        };
    var side = upload;
    if (side == null) {
      return connection.answer(head, body, page);
    }
    boolean keeps = head.keepsAlive() && side.sent();
    var bytes = page.bytes(keeps, head.method().equals("HEAD"));
    client.write(bytes, 0, bytes.length);
    return keeps;
  }
}
