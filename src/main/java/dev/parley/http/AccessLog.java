package dev.parley.http;

import dev.parley.http.RequestListener.Answered;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request: no query, no headers, no body, hence no secrets. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.parley.access");

  private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

  private AccessLog() {}

  /**
   * @param remark how it ended, if not well; {@code ""} else
   */
  static void write(String path, Answered answered, String remark) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    var line = new StringBuilder();
    line.append(answered.method()).append(' ').append(printable(path)).append(' ');
    line.append(answered.status()).append(' ').append(answered.bytes()).append("b ");
    line.append(answered.took().toMillis()).append("ms");
    var failure = answered.failure();
    if (failure != null) {
      line.append(" errorInstanceId=").append(failure.id());
    }
    if (!remark.isEmpty()) {
      line.append(' ').append(remark);
    }
    var entry = LOG.atInfo();
    if (failure != null) {
      entry = entry.addKeyValue("errorInstanceId", failure.id());
    }
    entry.log(line.toString());
  }

  private static String printable(String path) {
    var text = path.length() > 300 ? path.substring(0, 300) + "..." : path;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '!' || text.charAt(at) > '~') {
        return UNPRINTABLE.matcher(text).replaceAll("?");
      }
    }
    return text;
  }
}
