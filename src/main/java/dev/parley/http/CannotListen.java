package dev.parley.http;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;

/** The server could not open its port; the message says why and what to change. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CannotListen(String message, Throwable cause) {
    super(message, cause);
  }

  static CannotListen of(HttpSettings settings, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException failed) {
        return new CannotListen(sentence(settings, failed), thrown);
      }
    }
    return new CannotListen("The HTTP server could not start: " + thrown.getMessage(), thrown);
  }

  private static String sentence(HttpSettings settings, IOException failed) {
    var why = String.valueOf(failed.getMessage());
    var place = settings.host() + " port " + settings.port();
    if (failed instanceof BindException && why.contains("in use")) {
      return "Port %d on %s is in use; stop what uses it, or set PARLEY_PORT to another port."
          .formatted(settings.port(), settings.host());
    }
    if (failed instanceof UnknownHostException || why.contains("assign requested")) {
      return "%s is no address of this machine; set PARLEY_HOST to one, such as 127.0.0.1."
          .formatted(settings.host());
    }
    if (why.contains("ermission")) {
      return "This user may not listen on %s; set PARLEY_PORT to a port above 1023."
          .formatted(place);
    }
    return "Cannot listen on %s (%s); set PARLEY_HOST and PARLEY_PORT.".formatted(place, why);
  }
}
