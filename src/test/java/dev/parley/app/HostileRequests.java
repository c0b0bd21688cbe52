package dev.parley.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Makes requests up that are wrong in one way or several; none of them may change anything. */
@NullMarked
final class HostileRequests {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "get",
          "PROPFIND",
          "G E T",
          "GET\t",
          "",
          "POST\0",
          "Ünfug",
          "M".repeat(300));

  private static final List<String> PLACES =
      List.of(
          "/",
          "/api/v2/aipAgents/agents/<agent>",
          "/api/v2/aipAgents/agents/<agent>/sessions",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>/blockingContinue",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>/streamingContinue",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>/cancel",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>/updateTitle",
          "/api/v2/aipAgents/agents/<agent>/sessions/<session>/ragContext",
          "/api/v2/aipAgents/agents/<agent>/agentVersions",
          "/api/v2/aipAgents/agents/allSessions",
          "/v1/sessions",
          "/v1/sessions/new",
          "/v1/sessions/query",
          "/v1/sessions/<junk>",
          "/v1/sessions/<junk>/status",
          "/v1/sessions/file",
          "/v1/documents",
          "/v1/documents/delete",
          "/v1/me",
          "/v1/api-keys",
          "/v1/user",
          "/v1/chat/completions",
          "/multipass/sign-in",
          "/multipass/consent",
          "/multipass/api/oauth2/token",
          "/multipass/api/oauth2/authorize",
          "/multipass/api/oauth2/revoke_token",
          "/multipass/back/company",
          "/console/v1/users",
          "/console/v1/me",
          "/files/<junk>",
          "/live/<junk>",
          "/demo/",
          "/openapi/allyson.yaml",
          "/health/ready",
          "/metrics",
          "/<junk>");

  private static final List<String> JUNK =
      List.of(
          "..",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "%00",
          "%",
          "%zz",
          "%c0%af",
          "%ff%fe",
          "//",
          "\\",
          ";x=y",
          "a".repeat(5000),
          "é",
          "\u0001",
          "'; drop table session; --",
          "<script>",
          "${7*7}",
          "{{7*7}}",
          "%0d%0aSet-Cookie:%20a=b",
          "-1",
          "9".repeat(40),
          "null",
          "*",
          "%25%32%65",
          ".");

  private static final List<String> QUERIES =
      List.of(
          "",
          "?preview=true",
          "?preview",
          "?preview=maybe",
          "?preview=true&preview=false",
          "?pageSize=-1",
          "?pageSize=99999999999",
          "?pageToken=<junk>",
          "?page=0&limit=-5",
          "?page=x",
          "?%",
          "?a=%zz",
          "?=&&=&",
          "?" + "a=b&".repeat(2000),
          "?preview=true#x");

  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json",
          "Content-Type: text/html",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: ;;;",
          "Accept: nothing/x",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Expect: miracles",
          "Upgrade: websocket",
          "Connection: Upgrade, HTTP2-Settings",
          "Connection: close",
          "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-Proto: gopher",
          "Host: evil.example",
          "Origin: null",
          "Origin: https://evil",
          "Cookie: parley_sign_in=<junk>",
          "Cookie: parley_elsewhere=" + "A".repeat(300),
          "x-api-key: <junk>",
          "Range: bytes=0-0,9-1,-5",
          "If-None-Match: *",
          "traceparent: 00-x-y-z",
          "Last-Event-ID: <junk>",
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: x",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: xchunked",
          "No-Colon",
          ": empty",
          "X y: z",
          "X-Long: " + "b".repeat(9000),
          "Idempotency-Key: <junk>");

  private static final List<String> TOKENS =
      List.of(
          "",
          "Authorization: Bearer <token>",
          "Authorization: Bearer <junk>",
          "Authorization: Bearer",
          "Authorization: bearer <token>",
          "Authorization: Basic <junk>",
          "Authorization: <junk>",
          "Authorization: Bearer <token>\r\nAuthorization: Bearer x",
          "Authorization: Bearer " + "z".repeat(5000));

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[",
          "null",
          "\"x\"",
          "1e999",
          "{\"a\":",
          "{\"a\":1}x",
          "[".repeat(20_000),
          "{\"a\":".repeat(3000),
          "{\"userInput\":{\"text\":5},\"parameterInputs\":{}}",
          "{\"userInput\":{\"text\":\"\\ud800\"},\"parameterInputs\":[]}",
          "{\"task\":5}",
          "{\"task\":\"x\",\"maxSteps\":-1}",
          "{\"task\":\"x\",\"startUrl\":\"file:///etc\"}",
          "{\"title\":7}",
          "{\"messageId\":\"<junk>\"}",
          "{\"filesToDelete\":[{\"sessionId\":[]}]}",
          "{\"a\":\"" + "c".repeat(40_000) + "\"}",
          "\u00ff\u00fe{\u0000}",
          "<xml/>",
          "grant_type=client_credentials&client_id=<junk>&client_secret=x",
          "grant_type=password&grant_type=x",
          "username=admin&password=x&request=<junk>&token=x",
          "{\"model\":\"x\",\"messages\":\"y\"}",
          "{\"a\":1,\"a\":2}");

  private final Random random;
  private final String session;
  private final String token;

  @SuppressWarnings("ArrayRecordComponent")
  record Hostile(byte[] bytes) {
    /** Its answer has no body, whatever length it tells. */
    boolean headOnly() {
      return toString().startsWith("HEAD ");
    }

    @Override
    public String toString() {
      return new String(bytes, ISO_8859_1);
    }
  }

  HostileRequests(Random random, String session, String token) {
    this.random = random;
    this.session = session;
    this.token = token;
  }

  Hostile next() {
    var method = often(2) ? one(METHODS.subList(0, 4)) : one(METHODS);
    var path = one(PLACES) + (often(4) ? "/" + one(JUNK) : "") + (often(2) ? one(QUERIES) : "");
    var version = often(30) ? one(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/9", "", "X")) : "HTTP/1.1";
    var body = often(2) ? one(BODIES) : "";
    // a deletion of something that is there would be no hostile request
    if (method.equals("DELETE") && path.contains("<session>")) {
      path = path.replace("<session>", "<junk>");
    }
    var head = new StringBuilder(method + " " + path + " " + version + "\r\nHost: x\r\n");
    var credentials = one(TOKENS);
    if (!credentials.isEmpty()) {
      head.append(credentials).append("\r\n");
    }
    boolean framed = false;
    for (int more = random.nextInt(3); more > 0; more--) {
      var header = one(HEADERS);
      // what makes the server wait for more than is sent is another test's
      framed |= header.startsWith("Content-Length") || header.startsWith("Transfer");
      head.append(header).append("\r\n");
    }
    var filled = filled(body);
    if (framed) {
      head.append("Connection: close\r\n");
      filled = (often(2) ? "5\r\nhello\r\n0\r\n" : "hello" + filled + "\r\n") + "\r\n";
    } else if (!filled.isEmpty()) {
      head.append("Content-Length: ").append(filled.length()).append("\r\n");
    }
    return new Hostile((filled(head.toString()) + "\r\n" + filled).getBytes(ISO_8859_1));
  }

  private String filled(String text) {
    return text.replace("<agent>", often(6) ? one(JUNK) : TestServer.PLAIN)
        .replace("<session>", often(4) ? one(JUNK) : session)
        .replace("<junk>", one(JUNK))
        .replace("<token>", token);
  }

  private boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String one(List<String> these) {
    return these.get(random.nextInt(these.size()));
  }
}
