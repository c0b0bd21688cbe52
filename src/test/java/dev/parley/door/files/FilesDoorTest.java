package dev.parley.door.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.file.FileName;
import dev.parley.file.FileSite;
import dev.parley.file.Files.Content;
import dev.parley.file.Files.Content.Bytes;
import dev.parley.file.Files.Content.Text;
import dev.parley.file.StoredFile;
import dev.parley.http.Bounds;
import dev.parley.http.Cors;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class FilesDoorTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final String BASE = "http://files.example/parley";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private FileSite site;
  private SessionKey session;
  private HttpServer server;

  @BeforeEach
  void open() {
    site = new FileSite(DATABASE, folder, BASE);
    session = site.session();
    var settings =
        new HttpSettings(
            "127.0.0.1", 0, "/parley", 1000, Cors.none(), Bounds.USUAL, HttpSettings.USUAL_GRACE);
    server = HttpServer.start(settings, List.of(new FilesDoor(site.blobs, site.urls)));
  }

  @AfterEach
  void closeServer() {
    client.close();
    server.close();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private StoredFile write(String name, Content content) {
    return site.files.write(session, FileName.safe(name), content);
  }

  private String url(String name, String text) {
    return site.files.url(write(name, new Text(text)));
  }

  private HttpResponse<byte[]> call(String method, String url, String... headers)
      throws IOException, InterruptedException {
    var local = url.replace("http://files.example", "http://127.0.0.1:" + server.port());
    var request = HttpRequest.newBuilder(URI.create(local)).method(method, BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      var _ = request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String url, String... headers)
      throws IOException, InterruptedException {
    return call("GET", url, headers);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void servesAFileToWhoeverHasItsUrl() throws Exception {
    var reply = get(url("notes.md", "# Grüße"), "Origin", "https://dashboard.example");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(text(reply)).isEqualTo("# Grüße");
    assertThat(header(reply, "Content-Type")).isEqualTo("text/markdown; charset=utf-8");
    assertThat(header(reply, "Content-Length")).isEqualTo("9");
    assertThat(header(reply, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(reply, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(reply, "Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
    assertThat(header(reply, "Content-Disposition"))
        .isEqualTo("inline; filename=\"notes.md\"; filename*=UTF-8''notes.md");
  }

  @Test
  void refusesAUrlInWhichAnythingWasChanged() throws Exception {
    var url = url("notes.md", "x");
    var other = write("other.md", new Text("y")).blob();
    var blob = other.substring(other.lastIndexOf('/') + 1);
    for (var changed :
        List.of(
            url.replace("expires=1", "expires=2"),
            url.replace("expires=1", "expires=01"),
            url.replace("type=text%2Fmarkdown", "type=text%2Fhtml"),
            url.replace("name=notes.md", "name=notes.html"),
            url.replace("signature=", "signature=A"),
            url.replaceAll("&signature=.*", ""),
            url.replaceAll("[?].*", ""),
            url + "&name=x",
            url + "%00",
            url.replaceAll("/[^/]+[?]", "/" + blob + "?"),
            url.replace("/files/" + session.owner() + "/files/", "/files/x/files/"),
            url.replace(
                "/files/" + session.owner() + "/files/",
                "/files/" + session.owner() + "/screenshots/"),
            url.replace("/" + session.owner() + "/", "/..%2F.." + session.owner() + "/"))) {
      var reply = get(changed);
      assertThat(reply.statusCode()).as(changed).isEqualTo(403);
      assertThat(header(reply, "Access-Control-Allow-Origin")).isEqualTo("*");
    }
    assertThat(get(BASE + "/files/etc/passwd").statusCode()).isEqualTo(404);
    assertThat(get(url).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAUrlOfAnotherServersKey() throws Exception {
    var file = write("notes.md", new Text("x"));
    var forged =
        new dev.parley.file.SignedUrls(FileSite.signer("other"), () -> site.now, () -> BASE)
            .url(file.blob(), "notes.md", "text/markdown", Duration.ofDays(7));
    assertThat(get(forged).statusCode()).isEqualTo(403);
  }

  @Test
  void opensForSevenDays() throws Exception {
    var url = url("notes.md", "x");
    site.now = site.now.plus(Duration.ofDays(7)).minusSeconds(60);
    assertThat(get(url).statusCode()).isEqualTo(200);
    site.now = site.now.plusSeconds(60);
    var late = get(url);
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(text(late)).contains("expired");
  }

  @Test
  void findsNothingOnceTheFileIsDeleted() throws Exception {
    var file = write("notes.md", new Text("x"));
    var url = site.files.url(file);
    assertThat(site.files.delete(session, file.id())).isTrue();
    assertThat(get(url).statusCode()).isEqualTo(404);
  }

  @Test
  void namesDownloadsWhateverTheyAreCalled() throws Exception {
    var hostile = get(url("a\"b; x=1%22'ü\uD83D\uDE42.txt", "x"));
    assertThat(hostile.statusCode()).isEqualTo(200);
    assertThat(header(hostile, "Content-Disposition"))
        .isEqualTo(
            "inline; filename=\"a_b_ x=1_22'__.txt\"; filename*=UTF-8''"
                + "a%22b%3B%20x%3D1%2522%27%C3%BC%F0%9F%99%82.txt");
    var nested = get(url("data/a & b = c? #1 + 2.csv", "x"));
    assertThat(header(nested, "Content-Disposition"))
        .isEqualTo(
            "inline; filename=\"a & b = c? #1 + 2.csv\";"
                + " filename*=UTF-8''a%20&%20b%20%3D%20c%3F%20#1%20+%202.csv");
  }

  @Test
  void letsNoStoredPageDoHarm() throws Exception {
    var page = write("x.html", new Bytes("<script>alert(1)</script>".getBytes(UTF_8), "text/html"));
    var reply = get(site.files.url(page));
    assertThat(header(reply, "Content-Disposition")).startsWith("attachment;");
    assertThat(header(reply, "Content-Security-Policy")).startsWith("sandbox;");
    assertThat(header(reply, "Content-Security-Policy")).doesNotContain("allow-scripts");
  }

  @Test
  void letsABrowserShowPdf() throws Exception {
    var reply = get(url("x.pdf", "%PDF-1.7"));
    assertThat(header(reply, "Content-Type")).isEqualTo("application/pdf");
    assertThat(header(reply, "Content-Disposition")).startsWith("inline;");
    assertThat(header(reply, "Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("sandbox");
  }

  @Test
  void answersHeadWithAllButTheBody() throws Exception {
    var reply = call("HEAD", url("notes.txt", "four"));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(header(reply, "Content-Length")).isEqualTo("4");
    assertThat(reply.body()).isEmpty();
    assertThat(call("POST", url("notes.txt", "four")).statusCode()).isEqualTo(405);
  }

  @Test
  void servesParts() throws Exception {
    var url = url("digits.txt", "0123456789");
    var part = get(url, "Range", "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(text(part)).isEqualTo("234");
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(text(get(url, "Range", "bytes=7-"))).isEqualTo("789");
    assertThat(text(get(url, "Range", "bytes=-2"))).isEqualTo("89");
    assertThat(text(get(url, "Range", "bytes=8-99999999999"))).isEqualTo("89");
    assertThat(text(get(url, "Range", "bytes=-99"))).isEqualTo("0123456789");
    var beyond = get(url, "Range", "bytes=10-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */10");
    for (var ignored : List.of("bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=x-")) {
      assertThat(get(url, "Range", ignored).statusCode()).as(ignored).isEqualTo(200);
    }
    assertThat(get(url, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsNothingAgainThatIsKnown() throws Exception {
    var url = url("notes.md", "x");
    var tag = header(get(url), "ETag");
    var again = get(url, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(url, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void servesWhatIsLargerThanOnePiece() throws Exception {
    var bytes = new byte[300_000];
    new java.util.Random(1).nextBytes(bytes);
    site.screenshots.keep(session, 1, bytes, "image/png");
    var url = site.screenshots.newest(session).orElseThrow().url();
    var reply = get(url);
    assertThat(reply.body()).isEqualTo(bytes);
    assertThat(header(reply, "Content-Type")).isEqualTo("image/png");
    assertThat(get(url, "Range", "bytes=100000-299998").body())
        .isEqualTo(java.util.Arrays.copyOfRange(bytes, 100_000, 299_999));
  }

  @Test
  void servesAnEmptyFile() throws Exception {
    var reply = get(url("empty.txt", ""));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(header(reply, "Content-Length")).isEqualTo("0");
  }
}
