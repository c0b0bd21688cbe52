package dev.parley.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** An OpenID provider at which one person is signed in; it can be told to lie. */
@NullMarked
public final class TestOpenId implements AutoCloseable {
  private static final String CLIENT = "parley:id";
  private static final String SECRET = "p+s%c/t";
  private static final RSAKey KEY = key();
  private static final RSAKey FOREIGN = key();

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  /** What is wrong with it. */
  public enum Lie {
    NONE,
    FOREIGN_KEY,
    UNSIGNED,
    SIGNED_WITH_THE_SECRET,
    OTHER_ISSUER,
    OTHER_AUDIENCE,
    EXPIRED,
    OTHER_NONCE,
    NO_ID_TOKEN,
    OTHER_PERSON_IN_USERINFO
  }

  public volatile Lie lie = Lie.NONE;
  public volatile String subject = "subject-1";
  public volatile @Nullable String email = "ann@example.com";
  public volatile boolean verified = true;
  public volatile boolean emailInToken = true;

  public TestOpenId() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/.well-known/openid-configuration", e -> json(e, 200, configuration()));
    server.createContext(
        "/keys", e -> json(e, 200, Json.parse(new JWKSet(KEY.toPublicJWK()).toString())));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", e -> json(e, 200, userInfo()));
    server.start();
  }

  public OpenIdSettings settings(String id, String... newcomers) {
    return new OpenIdSettings(
        id, "The <" + id + ">", URI.create(issuer()), CLIENT, SECRET, Set.of(newcomers));
  }

  /** As an operator writes it down. */
  public Map<String, String> written(String id) {
    var prefix = "PARLEY_OIDC_" + id.toUpperCase(java.util.Locale.ROOT) + "_";
    return Map.of(
        "PARLEY_OIDC",
        id,
        prefix + "ISSUER",
        issuer(),
        prefix + "CLIENT_ID",
        CLIENT,
        prefix + "CLIENT_SECRET",
        SECRET);
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("key").generate();
    } catch (JOSEException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private JsonObject configuration() {
    return JsonObject.EMPTY
        .with("issuer", issuer())
        .with("authorization_endpoint", issuer() + "/authorize")
        .with("token_endpoint", issuer() + "/token")
        .with("userinfo_endpoint", issuer() + "/userinfo")
        .with("jwks_uri", issuer() + "/keys")
        .with("subject_types_supported", list("public"))
        .with("response_types_supported", list("code"))
        .with("id_token_signing_alg_values_supported", list("RS256", "HS256", "none"));
  }

  private static JsonArray list(String... words) {
    return new JsonArray(
        List.of(words).stream().<dev.parley.json.JsonValue>map(JsonText::new).toList());
  }

  /** The person is signed in here and agrees at once. */
  private void authorize(HttpExchange exchange) throws IOException {
    var wish = fields(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    codes.put(code, wish);
    exchange
        .getResponseHeaders()
        .set(
            "Location", wish.get("redirect_uri") + "?code=" + code + "&state=" + wish.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var sent = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var wish = codes.remove(sent.getOrDefault("code", ""));
    if (wish == null
        || !challenge(sent.getOrDefault("code_verifier", "")).equals(wish.get("code_challenge"))
        || !String.valueOf(wish.get("redirect_uri")).equals(sent.get("redirect_uri"))
        || !basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      json(exchange, 400, JsonObject.EMPTY.with("error", "invalid_grant"));
      return;
    }
    var tokens =
        JsonObject.EMPTY
            .with("access_token", "of-the-provider")
            .with("token_type", "Bearer")
            .with("expires_in", new JsonNumber(3600));
    json(
        exchange,
        200,
        lie == Lie.NO_ID_TOKEN
            ? tokens
            : tokens.with("id_token", idToken(String.valueOf(wish.get("nonce")))));
  }

  private static String basic() {
    var pair = "parley%3Aid:p%2Bs%25c%2Ft".getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private String idToken(String nonce) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(lie == Lie.OTHER_ISSUER ? "https://evil.example" : issuer())
            .audience(lie == Lie.OTHER_AUDIENCE ? "other" : CLIENT)
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(lie == Lie.EXPIRED ? -3600 : 300)))
            .claim("nonce", lie == Lie.OTHER_NONCE ? "other" : nonce);
    if (emailInToken) {
      claims.claim("email", email).claim("email_verified", verified);
    }
    try {
      return signed(claims.build()).serialize();
    } catch (JOSEException failed) {
      throw new AssertionError(failed);
    }
  }

  private JWT signed(JWTClaimsSet claims) throws JOSEException {
    return switch (lie) {
      case UNSIGNED -> new PlainJWT(claims);
      case SIGNED_WITH_THE_SECRET -> {
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        // what it would be with a public key taken for a shared secret
        jwt.sign(new MACSigner(KEY.toPublicJWK().toRSAPublicKey().getEncoded()));
        yield jwt;
      }
      default -> {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(lie == Lie.FOREIGN_KEY ? FOREIGN : KEY));
        yield jwt;
      }
    };
  }

  private JsonObject userInfo() {
    var told =
        JsonObject.EMPTY
            .with("sub", lie == Lie.OTHER_PERSON_IN_USERINFO ? "somebody" : subject)
            .with("email_verified", new JsonBool(verified));
    var address = email;
    return address == null ? told : told.with("email", address);
  }

  private static String challenge(String verifier) {
    try {
      var sum =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Map<String, String> fields(String form) {
    var fields = new HashMap<String, String>();
    for (var pair : form.split("&")) {
      int equals = pair.indexOf('=');
      fields.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void json(HttpExchange exchange, int status, Object json) throws IOException {
    var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
