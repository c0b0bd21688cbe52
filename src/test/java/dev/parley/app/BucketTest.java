package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.blob.S3Server;
import dev.parley.chrome.NeedsChromium;
import dev.parley.cli.Screen;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.JsonValue.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole server whose files lie in a bucket, and the way there and back. */
@NeedsChromium
class BucketTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String STORE = "http://127.0.0.1:" + S3Server.port() + "/";

  private static final Map<String, String> KEYS =
      Map.of(
          "AWS_ACCESS_KEY_ID", S3Server.KEYS.accessKey(),
          "AWS_SECRET_ACCESS_KEY", S3Server.KEYS.secretKey());

  private static HeldModel model;
  private static HeldPages pages;
  private static TestServer server;
  private static AllysonHttp http;

  @BeforeAll
  static void start() throws Exception {
    model = new HeldModel();
    pages = new HeldPages();
    var settings = new HashMap<>(KEYS);
    settings.put("PARLEY_MODEL", model.spec());
    settings.put("PARLEY_BROWSER_START_URL", pages.url("/"));
    settings.put("PARLEY_BROWSER_ALLOW_PRIVATE", pages.hostAndPort());
    server = TestServer.start(settings);
    http = http();
  }

  @AfterAll
  static void stop() {
    server.close();
    pages.close();
    model.close();
  }

  private static AllysonHttp http() {
    return AllysonHttp.at(server.url()).withToken(TestServer.TOKEN);
  }

  /** A session of the web agent that has this file; its id. */
  private static String begun(String name, String content) throws Exception {
    var encoded = Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
    var order =
        "{\"task\":\"Keep %s\",\"files\":[{\"filename\":\"%s\",\"content\":\"%s\"}]}"
            .formatted(name, name, encoded);
    var reply = http.post("/v1/sessions/new", order);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().text("sessionId").orElseThrow();
  }

  private static JsonObject document(String session) throws Exception {
    var found = http.get("/v1/documents/query?searchTerm=" + session).json();
    return ModelServer.objects(found, "files").getFirst();
  }

  private static String url(String session) throws Exception {
    return document(session).text("signedUrl").orElseThrow();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static String parley(int code, String... words) {
    var screen = new Screen("", false);
    var environment = new HashMap<>(server.local());
    environment.putAll(KEYS);
    assertThat(Main.run(environment, screen.terminal, words)).as(screen.err()).isEqualTo(code);
    return screen.out() + screen.err();
  }

  @Test
  void keepsFilesInABucketAndBringsThemThereAndBack() throws Exception {
    var early = begun("early.txt", "in the directory");
    var earlyUrl = url(early);
    assertThat(earlyUrl).startsWith(server.url() + "/files/");

    var address = S3Server.url(S3Server.bucket(), S3Server.port());
    var copied = parley(0, "blobs", "move", "--to", address);
    assertThat(copied).contains(" copied (", "All blobs of this server are in s3://bucket-");
    assertThat(parley(1, "blobs", "move", "--to", address, "--delete-source"))
        .contains("Nothing was done: the server still keeps its blobs in");
    server.restart(Map.of("PARLEY_BLOB_URL", address));
    http = http();

    assertThat(url(early)).startsWith(STORE);
    assertThat(get(url(early)).body()).isEqualTo("in the directory");
    // a URL that was given out before is served until the former store is cleared
    var path = earlyUrl.substring(earlyUrl.indexOf("/files/"));
    assertThat(get(server.url() + path).statusCode()).isEqualTo(200);
    lifeInTheBucket();

    // what came between the copy and the restart
    var _ = parley(0, "blobs", "move", "--from", "directory", "--to", address);
    var cleared =
        parley(0, "blobs", "move", "--from", "directory", "--to", address, "--delete-source");
    assertThat(cleared).contains("deleted from");
    var back = parley(0, "blobs", "move", "--to", "directory");
    assertThat(back).contains("copied");
    server.restart(Map.of("PARLEY_BLOB_URL", ""));
    http = http();
    assertThat(get(url(early)).body()).isEqualTo("in the directory");
  }

  /** From upload to deletion. */
  private static void lifeInTheBucket() throws Exception {
    var late = begun("späte & mehr.md", "# In the bucket");
    var got = get(url(late));
    assertThat(got.body()).isEqualTo("# In the bucket");
    assertThat(got.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
    var read = http.post("/v1/sessions/file", JsonObject.EMPTY.with("url", url(late)).toString());
    assertThat(read.text()).contains("# In the bucket");
    var forged = url(late).replace("X-Amz-Expires=604800", "X-Amz-Expires=604799");
    assertThat(forged).isNotEqualTo(url(late));
    assertThat(get(forged).statusCode()).isEqualTo(403);

    var file = document(late);
    var entry =
        JsonObject.EMPTY.with("sessionId", late).with("fileId", file.text("id").orElseThrow());
    var gone = url(late);
    var deleted = http.post("/v1/documents/delete", "{\"filesToDelete\":[" + entry + "]}");
    assertThat(deleted.text()).contains("\"success\":true");
    assertThat(List.of(403, 404)).contains(get(gone).statusCode());
    var used = http.get("/v1/me").json();
    assertThat(used.toString()).contains("\"documentStorageUsed\":16");
  }
}
