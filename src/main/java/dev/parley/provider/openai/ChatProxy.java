package dev.parley.provider.openai;

import dev.parley.cancel.Cancel;
import dev.parley.model.Passthrough;
import dev.parley.provider.wire.Connection;
import dev.parley.provider.wire.Head;
import dev.parley.provider.wire.Origin;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes chat completions through to a provider, each over a connection of its own.
 *
 * <p>Of what a provider says beside the body, its status, its media type and how long to wait are
 * passed on. It is not followed elsewhere.
 */
public final class ChatProxy implements Passthrough {
  private static final Logger LOG = LoggerFactory.getLogger(ChatProxy.class);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final String UNREACHABLE = "The provider cannot be reached.";
  private static final String UNREADABLE = "The provider's answer cannot be read.";

  private final ChatProxySettings settings;
  private final Outside outside;

  public ChatProxy(ChatProxySettings settings, Outside outside) {
    this.settings = settings;
    this.outside = outside;
  }

  @Override
  public Outcome send(Ask ask, Cancel cancel) {
    cancel.check();
    return switch (Way.of(ask, settings, outside)) {
      case Way.WithoutKey() -> new Outcome.NoKey();
      case Way.Refused(var why) -> new Outcome.Refused(why);
      case Way.Unknown() -> new Outcome.Failed(UNREACHABLE);
      case Way.To to -> send(to, ask, cancel);
    };
  }

  private Outcome send(Way.To to, Ask ask, Cancel cancel) {
    var connection = new Connection(Origin.of(to.baseUrl()), to.names());
    var line = Line.open(connection, settings.silence(), cancel);
    Outcome outcome = new Outcome.Failed(UNREACHABLE);
    try {
      outcome = outcome(line, line.ask(written(to, ask)), to, ask);
    } catch (IOException failed) {
      cancel.check();
      LOG.warn("A chat completion got no answer of {}: {}", to, failed.toString());
      outcome = new Outcome.Failed(whyNot(failed, line.silence().isTooLong()));
    } finally {
      if (!(outcome instanceof Outcome.Answered)) {
        line.close();
      }
    }
    return outcome;
  }

  private static String whyNot(IOException failed, boolean late) {
    if (late || failed instanceof SocketTimeoutException) {
      return "The provider did not answer in time.";
    }
    return switch (failed) {
      case ProtocolException _ -> UNREADABLE;
      case EOFException _ -> "The provider ended the connection without an answer.";
      case IOException _ -> UNREACHABLE;
    };
  }

  private static Outcome outcome(Line line, Head head, Way.To to, Ask ask) throws IOException {
    if (to.ours() && (head.status() == 401 || head.status() == 403)) {
      LOG.warn("The provider refused OPENAI_API_KEY ({}) for {}", head.status(), ask);
      return new Outcome.Failed("The provider refused this server's key.");
    }
    if (head.status() / 100 == 3) {
      return new Outcome.Failed("The provider has moved; it is not followed.");
    }
    if (!head.header("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
      return new Outcome.Failed(UNREADABLE);
    }
    return new Outcome.Answered(
        new Reply(
            head.status(),
            head.header("content-type").orElse("").toLowerCase(Locale.ROOT),
            head.header("retry-after").filter(SECONDS.asMatchPredicate()),
            line.body(head)));
  }

  private static byte[] written(Way.To to, Ask ask) {
    var address = URI.create(to.baseUrl().toASCIIString());
    var path = Optional.ofNullable(address.getRawPath()).orElse("").replaceAll("/+$", "");
    var head =
        "POST "
            + path
            + "/chat/completions"
            + (ask.query().isEmpty() ? "" : "?" + ask.query())
            + " HTTP/1.1\r\nHost: "
            + address.getRawAuthority()
            + "\r\nAuthorization: Bearer "
            + to.key()
            + "\r\nContent-Type: application/json\r\nAccept: "
            + (ask.streams() ? "text/event-stream" : "application/json")
            + "\r\nAccept-Encoding: identity\r\nUser-Agent: parley\r\nConnection: close"
            + "\r\nContent-Length: "
            + ask.body().length
            + "\r\n\r\n";
    var whole = new ByteArrayOutputStream(head.length() + ask.body().length);
    whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(ask.body());
    return whole.toByteArray();
  }
}
