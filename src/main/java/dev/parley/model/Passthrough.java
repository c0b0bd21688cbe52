package dev.parley.model;

import dev.parley.cancel.Cancel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chat completions as their provider has them: a request's bytes in, its reply's bytes out. */
public interface Passthrough {
  /**
   * Sends a request, once; blocks until the head of its reply has come. Cancelling closes the
   * connection at once, while the reply is read, too.
   *
   * @throws Cancel.Cancelled after the connection was closed
   */
  Outcome send(Ask ask, Cancel cancel);

  /**
   * A request.
   *
   * @param model the one that the body names
   * @param body JSON, sent as it is
   * @param streams whether the body asks for pieces
   * @param query sent along as it is; without credentials of this server
   * @param own of the caller, in the place of the server's
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Ask(String model, byte[] body, boolean streams, String query, @Nullable Own own) {
    public Ask {
      requireOneLine(query);
    }

    /** Without what is asked. */
    @Override
    public String toString() {
      return "Ask[" + model + "]";
    }
  }

  /**
   * A caller's own access to a provider; prints without the key.
   *
   * @param baseUrl null for the server's usual provider
   */
  record Own(String key, @Nullable URI baseUrl) {
    public Own {
      requireOneLine(key);
      if (key.isEmpty() || (baseUrl != null && !isBaseUrl(baseUrl))) {
        throw new IllegalArgumentException("a key, and nothing or a base URL");
      }
    }

    /** Whether paths can be put behind it: http or https, a host, no name, query or fragment. */
    public static boolean isBaseUrl(URI url) {
      return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getPort() <= 65_535
          && url.getPort() != 0;
    }

    @Override
    public String toString() {
      return "Own[" + baseUrl + "]";
    }
  }

  private static void requireOneLine(String text) {
    if (!text.chars().allMatch(each -> each > ' ' && each <= '~')) {
      throw new IllegalArgumentException("what goes into a request's head is plain text");
    }
  }

  /** What came of a request. Words are safe to show: no keys, no addresses of this server's. */
  sealed interface Outcome {
    /** The provider answers, well or not. */
    record Answered(Reply reply) implements Outcome {}

    /** Neither the caller nor the server has a key. */
    record NoKey() implements Outcome {}

    /** It was not sent, since the caller may not have it so. */
    record Refused(String why) implements Outcome {}

    /** No reply came, or none that can be passed on. */
    record Failed(String why) implements Outcome {}
  }

  /**
   * A reply whose body is still to be read, and to be closed.
   *
   * @param contentType as the provider says; empty if it does not
   * @param body fails with {@link IOException} if the connection ends before it does
   */
  record Reply(int status, String contentType, Optional<String> retryAfter, InputStream body)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException alreadyBroken) {
        // nothing more is wanted of it
      }
    }
  }
}
