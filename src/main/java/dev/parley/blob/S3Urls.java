package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.file.Shown;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * URLs of a store that open one object for a while (AWS Signature Version 4, in the query).
 *
 * <p>Their time is the one of the clock we are given, which the presigner of the SDK does not take.
 * The store checks it against its own.
 */
final class S3Urls {
  private static final String CACHED = "response-cache-control";
  private static final String NAMED = "response-content-disposition";
  private static final String TYPED = "response-content-type";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,6}");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final S3Connection store;
  private final InstantSource clock;
  private final String base;

  S3Urls(S3Connection store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.base = base(store.address(), store.shownEndpoint());
  }

  private static String base(S3Address address, URI endpoint) {
    var path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    return endpoint.getScheme()
        + "://"
        + (address.pathStyle() ? "" : address.bucket() + ".")
        + endpoint.getRawAuthority()
        + path
        + (address.pathStyle() ? "/" + address.bucket() : "")
        + "/"
        + address.object("");
  }

  String sign(String key, String filename, String mediaType, Duration life) {
    var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return signed(key, Shown.as(filename, mediaType), minute, life);
  }

  private String signed(String key, Shown shown, Instant from, Duration life) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(base + key))
            .putRawQueryParameter(CACHED, "private, no-cache")
            .putRawQueryParameter(NAMED, shown.disposition())
            .putRawQueryParameter(TYPED, shown.contentType())
            .build();
    var identity = store.credentials().resolveCredentials();
    return signer
        .sign(order ->
            order
                .identity(identity)
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, store.address().region())
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(from, ZoneOffset.UTC)))
        .request()
        .getUri()
        .toString();
  }

  /** By signing what a URL says once more: it is ours if that makes the same URL. */
  Optional<String> keyOf(String url) {
    int mark = url.indexOf('?');
    if (mark < 0 || !url.startsWith(base)) {
      return Optional.empty();
    }
    var key = url.substring(base.length(), mark);
    try {
      var query = query(url.substring(mark + 1));
      var from = LocalDateTime.parse(query.getOrDefault("X-Amz-Date", ""), TIME);
      var seconds = query.getOrDefault("X-Amz-Expires", "");
      if (!Keys.isKey(key) || !SECONDS.matcher(seconds).matches()) {
        return Optional.empty();
      }
      var life = Duration.ofSeconds(Long.parseLong(seconds));
      var shown = new Shown(query.getOrDefault(TYPED, ""), query.getOrDefault(NAMED, ""));
      var signed = signed(key, shown, from.toInstant(ZoneOffset.UTC), life);
      boolean ours = MessageDigest.isEqual(signed.getBytes(UTF_8), url.getBytes(UTF_8));
      return ours && clock.instant().isBefore(from.toInstant(ZoneOffset.UTC).plus(life))
          ? Optional.of(key)
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException unreadable) {
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
}
