package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteTest {
  private final Site site = Site.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.shutdownNow();
    site.close();
  }

  private HttpResponse<String> get(String page) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(site.url(page))).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents",
        "agents-frame",
        "agent-worker.js",
        "alerts-at-once",
        "animate",
        "article",
        "autocomplete",
        "clipboard",
        "clobber",
        "counts",
        "dead",
        "dialogs",
        "downloads",
        "draw",
        "far-drag",
        "forms",
        "frames",
        "header",
        "hostile",
        "icons",
        "inject",
        "inner",
        "loop",
        "loopback",
        "nest",
        "origins",
        "origins-within",
        "overlay",
        "overlay-late",
        "portal",
        "rebind",
        "rerender",
        "scrollers",
        "shadow",
        "shop",
        "spa",
        "states",
        "store",
        "store-worker.js",
        "table",
        "tabs",
        "upload",
        "upload-frames",
        "virtual",
        "many?n=80",
        "plain?n=80",
        "login",
        "account",
        "attack-worker.js",
        "site.js"
      })
  void servesItsPages(String page) throws Exception {
    var answer = get(page);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("{{own}}", "{{other}}", "{{beside}}", "{{canary}}");
  }

  @Test
  void tellsWhatAPageSaidAndWhoCame() throws Exception {
    var told = HttpRequest.BodyPublishers.ofString("bought");
    client.send(
        HttpRequest.newBuilder(URI.create(site.url("tell/shop"))).POST(told).build(),
        BodyHandlers.discarding());
    get("shop");
    assertThat(get("truth/shop").body())
        .isEqualTo("{\"told\":[\"bought\"],\"hits\":1,\"canary\":0}");
  }

  @Test
  void countsWhoTouchesTheForbiddenPort() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), site.canary().port()).close();
    while (site.canary().touches() == 0) {
      Thread.onSpinWait();
    }
    assertThat(site.canary().touches()).isEqualTo(1);
  }

  @Test
  void countsDatagramsToTheForbiddenPort() throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), site.canary().port());
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[] {1}, 1, address));
      while (site.canary().datagrams() == 0) {
        Thread.onSpinWait();
      }
    }
    assertThat(site.canary().datagrams()).isEqualTo(1);
  }

  @Test
  void givesDownloadsTheNamesThatHurt() throws Exception {
    assertThat(get("download/evil").headers().firstValue("Content-Disposition").orElseThrow())
        .contains("..%2F..%2Fetc%2F%E2%80%AE");
    assertThat(get("download/pdf").body()).startsWith("%PDF-1.4").endsWith("%%EOF");
    assertThat(get("basic").statusCode()).isEqualTo(401);
  }
}
