package dev.parley.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.PageTokenInvalid;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes and checks page tokens (contract aip-agents §1.10).
 *
 * <p>{@code v1.} and base64url of: 8 bytes epoch milliseconds, the cursor in UTF-8, and a signature
 * over both and over the list the token is for. The list itself is not in it.
 */
public final class PageTokens {
  private static final String VERSION = "v1.";
  private static final int DIGEST = 16;

  /**
   * The list a token is for; it fits no other.
   *
   * @param kind which list, such as {@code sessions}
   * @param agent its agent, {@code ""} for a list over all
   * @param user who may use the token
   * @param client through what
   */
  public record Listing(String kind, String agent, String user, String client) {}

  private final Signer signer;
  private final InstantSource clock;
  private final Duration life;

  public PageTokens(Signer signer, InstantSource clock, Duration life) {
    this.signer = signer;
    this.clock = clock;
    this.life = life;
  }

  /** A token that leads behind {@code cursor}. */
  public String issue(Listing listing, String cursor) {
    var content = content(clock.instant(), cursor);
    var token = ByteBuffer.allocate(content.length + DIGEST);
    token.put(content).put(signature(listing, content));
    return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** The cursor in a token; {@link PageTokenInvalid} if it was not issued here for this listing. */
  public String cursor(Listing listing, String token) {
    var bytes = bytes(token);
    if (bytes.length < Long.BYTES + DIGEST) {
      throw new ProblemException(new PageTokenInvalid(token));
    }
    var content = Arrays.copyOf(bytes, bytes.length - DIGEST);
    var given = Arrays.copyOfRange(bytes, content.length, bytes.length);
    var issued = Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong());
    if (!MessageDigest.isEqual(given, signature(listing, content))
        || clock.instant().isAfter(issued.plus(life))) {
      throw new ProblemException(new PageTokenInvalid(token));
    }
    return new String(content, Long.BYTES, content.length - Long.BYTES, UTF_8);
  }

  private static byte[] bytes(String token) {
    try {
      return token.startsWith(VERSION)
          ? Base64.getUrlDecoder().decode(token.substring(VERSION.length()))
          : new byte[0];
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static byte[] content(Instant issued, String cursor) {
    var text = cursor.getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .putLong(issued.toEpochMilli())
        .put(text)
        .array();
  }

  private byte[] signature(Listing listing, byte[] content) {
    var parts =
        List.of("page", listing.kind, listing.agent, listing.user, listing.client).stream()
            .map(part -> part.getBytes(UTF_8))
            .toList();
    int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    var message = ByteBuffer.allocate(size + content.length);
    parts.forEach(part -> message.putInt(part.length).put(part));
    return Arrays.copyOf(signer.sign(message.put(content).array()), DIGEST);
  }
}
