package dev.parley.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.secret.Signer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * URLs of this server that open one blob for a while, to whoever has them.
 *
 * <pre>
 * &lt;base&gt;/files/&lt;key&gt;?name=…&amp;type=…&amp;expires=&lt;epoch seconds&gt;&amp;signature=…
 * </pre>
 *
 * <p>The signature covers everything behind the base, so a server may move and its URLs with it.
 */
public final class SignedUrls {
  /** What all their paths begin with, below the base. */
  public static final String PREFIX = "/files/";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final Signer signer;
  private final InstantSource clock;
  private final Supplier<String> base;

  /**
   * @param base where the server is reached, such as {@code https://example.com/parley}; asked when
   *     a URL is made
   */
  public SignedUrls(Signer signer, InstantSource clock, Supplier<String> base) {
    this.signer = signer;
    this.clock = clock;
    this.base = base;
  }

  /** What a URL says of a blob, and the signature it bears. */
  public record Ticket(
      String key, String filename, String mediaType, String expires, String signature) {}

  /** Whether a ticket opens. */
  public enum Validity {
    VALID,
    EXPIRED,
    FORGED
  }

  /** The same URL within a minute, whose beginning its life is counted from. */
  public String url(String key, String filename, String mediaType, Duration life) {
    var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    var expires = Long.toString(minute.plus(life).getEpochSecond());
    return prefix()
        + key
        + "?name="
        + encoded(filename)
        + "&type="
        + encoded(mediaType)
        + "&expires="
        + expires
        + "&signature="
        + signature(key, filename, mediaType, expires);
  }

  /** Whether it was signed here, as it is, and its time is not over. */
  public Validity check(Ticket ticket) {
    var right = signature(ticket.key(), ticket.filename(), ticket.mediaType(), ticket.expires());
    if (!SECONDS.matcher(ticket.expires()).matches()
        || !MessageDigest.isEqual(right.getBytes(UTF_8), ticket.signature().getBytes(UTF_8))) {
      return Validity.FORGED;
    }
    var end = Instant.ofEpochSecond(Long.parseLong(ticket.expires()));
    return clock.instant().isBefore(end) ? Validity.VALID : Validity.EXPIRED;
  }

  /** The key of a whole URL that opens; empty for any other text. */
  public Optional<String> keyOf(String url) {
    if (!url.startsWith(prefix())) {
      return Optional.empty();
    }
    int mark = url.indexOf('?');
    try {
      var query = query(mark < 0 ? "" : url.substring(mark + 1));
      var ticket =
          new Ticket(
              url.substring(prefix().length(), mark < 0 ? url.length() : mark),
              query.getOrDefault("name", ""),
              query.getOrDefault("type", ""),
              query.getOrDefault("expires", ""),
              query.getOrDefault("signature", ""));
      return check(ticket) == Validity.VALID ? Optional.of(ticket.key()) : Optional.empty();
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Map<String, String> query(String raw) {
    var values = new HashMap<String, String>();
    for (var pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return values;
  }

  private String prefix() {
    var address = base.get();
    return (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + PREFIX;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private String signature(String key, String filename, String mediaType, String expires) {
    var parts =
        List.of(key, filename, mediaType, expires).stream()
            .map(part -> part.getBytes(UTF_8))
            .toList();
    var message =
        ByteBuffer.allocate(parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
    parts.forEach(part -> message.putInt(part.length).put(part));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(message.array()));
  }
}
