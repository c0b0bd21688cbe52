package dev.parley.webagent.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.ProblemException;
import dev.parley.secret.Signer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes and checks the tokens by which a session is watched.
 *
 * <p>{@code live1.} and base64url of: the owner's id, the session's, the scope, two times as epoch
 * milliseconds, what the bearer is called, and a signature over all of it. A token is a credential:
 * it stands in the fragment of a URL, which no server is sent, or in a header.
 */
public final class LiveTokens {
  private static final String VERSION = "live1.";
  private static final int DIGEST = 32;
  private static final int FIXED = 2 * Long.BYTES + Integer.BYTES + 1 + 2 * Long.BYTES;

  private final Signer signer;
  private final InstantSource clock;
  private final LiveSettings settings;
  private final Supplier<String> base;

  /**
   * @param base where the server is reached, such as {@code https://example.com/parley}; asked when
   *     a URL is made
   */
  public LiveTokens(
      Signer signer, InstantSource clock, LiveSettings settings, Supplier<String> base) {
    this.signer = signer;
    this.clock = clock;
    this.settings = settings;
    this.base = base;
  }

  /** A token and what it says. */
  public record Issued(String token, LivePass pass) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Issued[" + pass + "]";
    }
  }

  /** The first token of somebody who is to watch a session; whether there is one is not asked. */
  public Issued issue(UserId owner, WebSessionId session, LiveScope scope, String by) {
    var now = clock.instant();
    return issued(
        new LivePass(
            owner, session, scope, by, now.plus(settings.open()), now.plus(settings.life())));
  }

  /** The next token of somebody who watches. */
  public Issued renew(LivePass pass) {
    var until = clock.instant().plus(settings.open());
    return issued(
        new LivePass(
            pass.owner(),
            pass.session(),
            pass.scope(),
            pass.by(),
            until.isAfter(pass.endsAt()) ? pass.endsAt() : until,
            pass.endsAt()));
  }

  private Issued issued(LivePass pass) {
    var said = said(pass);
    var whole = Arrays.copyOf(said, said.length + DIGEST);
    System.arraycopy(signer.sign(said), 0, whole, said.length, DIGEST);
    var token = VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    return new Issued(token, pass);
  }

  /** The page that shows a session, with its token where no server and no referrer sees it. */
  public String page(Issued issued) {
    var address = base.get();
    return (address.endsWith("/") ? address : address + "/") + "live/#" + issued.token();
  }

  private static byte[] said(LivePass pass) {
    var owner = pass.owner().value();
    var by = pass.by().getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED + by.length)
        .putLong(owner.getMostSignificantBits())
        .putLong(owner.getLeastSignificantBits())
        .putInt(Integer.parseUnsignedInt(pass.session().value(), 16))
        .put(pass.scope().code())
        .putLong(pass.opensUntil().toEpochMilli())
        .putLong(pass.endsAt().toEpochMilli())
        .put(by)
        .array();
  }

  /** What a token says; {@code CredentialsRefused} if it was not made here or is over. */
  public LivePass check(String token) {
    var whole = bytes(token);
    int length = whole.length - DIGEST;
    if (length < FIXED) {
      throw refused(Refusal.INVALID);
    }
    var said = Arrays.copyOf(whole, length);
    var signature = Arrays.copyOfRange(whole, length, whole.length);
    if (!MessageDigest.isEqual(signature, signer.sign(said))) {
      throw refused(Refusal.INVALID);
    }
    var pass = pass(ByteBuffer.wrap(said));
    if (!clock.instant().isBefore(pass.opensUntil())) {
      throw refused(Refusal.EXPIRED);
    }
    return pass;
  }

  private static ProblemException refused(Refusal why) {
    return new ProblemException(new CredentialsRefused(why));
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

  private static LivePass pass(ByteBuffer said) {
    var owner = new UserId(new UUID(said.getLong(), said.getLong()));
    var session = new WebSessionId("%08x".formatted(said.getInt()));
    var scope = LiveScope.of(said.get());
    var opensUntil = Instant.ofEpochMilli(said.getLong());
    var endsAt = Instant.ofEpochMilli(said.getLong());
    var by = UTF_8.decode(said).toString();
    return new LivePass(owner, session, scope, by, opensUntil, endsAt);
  }
}
