package dev.parley.blob;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where blobs lie in a store that speaks the S3 protocol.
 *
 * @param prefix what all keys begin with, without slashes around it; may be empty
 * @param endpoint absent for Amazon's own
 * @param pathStyle whether the bucket stands in the path instead of the host's name
 * @param publicEndpoint where those who have a URL reach the store, if not at the endpoint
 */
public record S3Address(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    String region,
    boolean pathStyle,
    @Nullable URI publicEndpoint) {
  private static final String FORM =
      "must be s3://bucket/prefix?region=eu-central-1, with &endpoint=https://host:port for a store"
          + " that is not Amazon's";

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile(Keys.SEGMENT + "(/" + Keys.SEGMENT + ")*");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Set<String> PARAMETERS =
      Set.of("endpoint", "region", "pathStyle", "publicEndpoint");

  /** What stores take that have no regions. */
  private static final String ANY_REGION = "us-east-1";

  public S3Address {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "names no bucket: its name has 3 to 63 small letters, digits, dots and hyphens");
    }
    if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "has an unfit prefix: each part has letters, digits, dots, hyphens and underscores, and"
              + " begins with a letter or digit");
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("has an unfit region; write one such as eu-central-1");
    }
  }

  /**
   * Reads {@code s3://bucket/prefix?endpoint=…&region=…&pathStyle=…&publicEndpoint=…}.
   *
   * @param usualRegion if it names none
   * @throws IllegalArgumentException that tells what it must be, and nothing it holds
   */
  public static S3Address parse(String url, @Nullable String usualRegion) {
    var uri = uri(url);
    if (!"s3".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
      throw new IllegalArgumentException(FORM);
    }
    if (uri.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "must hold no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead");
    }
    var query = query(uri.getRawQuery());
    var endpoint = endpoint(query, "endpoint");
    var region = query.getOrDefault("region", usualRegion == null ? "" : usualRegion);
    if (region.isEmpty() && endpoint == null) {
      throw new IllegalArgumentException(
          "names no region; add ?region=eu-central-1, or whichever the bucket is in");
    }
    return new S3Address(
        uri.getRawAuthority(),
        uri.getRawPath().replaceAll("^/+|/+$", ""),
        endpoint,
        region.isEmpty() ? ANY_REGION : region,
        pathStyle(query, endpoint != null),
        endpoint(query, "publicEndpoint"));
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(FORM, unreadable);
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    var values = new LinkedHashMap<String, String>();
    for (var pair : (raw == null ? "" : raw).split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        if (!PARAMETERS.contains(name) || values.containsKey(name)) {
          throw new IllegalArgumentException(
              "may have the parameters endpoint, region, pathStyle and publicEndpoint, each once");
        }
        values.put(
            name,
            equals < 0
                ? ""
                : URLDecoder.decode(
                    pair.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private static @Nullable URI endpoint(Map<String, String> query, String name) {
    var value = query.get(name);
    if (value == null) {
      return null;
    }
    try {
      var uri = URI.create(value.replaceAll("/+$", ""));
      if (uri.getHost() != null
          && uri.getScheme().matches("https?")
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, like an address without a host.
    }
    throw new IllegalArgumentException(
        "has an unfit " + name + "; write an http or https address such as https://host:9000");
  }

  private static boolean pathStyle(Map<String, String> query, boolean usual) {
    return switch (query.getOrDefault("pathStyle", String.valueOf(usual))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("has an unfit pathStyle; write true or false");
    };
  }

  /** The same for the same objects, whoever reaches them in whatever way. */
  String place() {
    return "s3://" + path() + (endpoint == null ? "" : "?endpoint=" + endpoint);
  }

  private String path() {
    return bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  /** The name of the object of a blob. */
  String object(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** What {@link #parse} reads again. */
  @Override
  public String toString() {
    return "s3://"
        + path()
        + "?region="
        + region
        + "&pathStyle="
        + pathStyle
        + (endpoint == null ? "" : "&endpoint=" + endpoint)
        + (publicEndpoint == null ? "" : "&publicEndpoint=" + publicEndpoint);
  }
}
