package dev.parley.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running fixture site on loopback. */
public final class Site implements AutoCloseable {
  private final HttpServer server;
  private final HttpServer beside;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Map<String, ConcurrentLinkedQueue<String>> told = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Canary canary = Canary.start();
  private final Downloads downloads = new Downloads(closing);
  private final Accounts accounts = new Accounts();

  private Site(HttpServer server, HttpServer beside) {
    this.server = server;
    this.beside = beside;
    for (var each : List.of(server, beside)) {
      each.setExecutor(threads);
      each.createContext("/", this::answer);
      each.start();
    }
  }

  /** Starts one on a free port. */
  public static Site start() {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      return new Site(HttpServer.create(address, 200), HttpServer.create(address, 200));
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** Address of a page, such as {@code shop} or {@code many?n=2000}. */
  public String url(String page) {
    return own() + "/" + page;
  }

  /** The same page under the other origin, which browsers keep in another process. */
  public String other(String page) {
    return "http://localhost:" + port() + "/" + page;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Of another origin on the same host, which browsers keep in the same process. */
  public int portBeside() {
    return beside.getAddress().getPort();
  }

  private String own() {
    return "http://127.0.0.1:" + port();
  }

  /** What a page said happened, in order. */
  public List<String> told(String page) {
    return List.copyOf(told.getOrDefault(page, new ConcurrentLinkedQueue<>()));
  }

  /** Paths asked for, with their queries, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The port nobody may reach. */
  public Canary canary() {
    return canary;
  }

  /**
   * From now on a page that tells this gets no answer, so that what it does never comes to rest.
   */
  public void leaveUnanswered(String what) {
    unanswered.add(what);
  }

  /** Forgets what was told and asked for. */
  public void forget() {
    told.clear();
    requests.clear();
  }

  @Override
  public void close() {
    closing.countDown();
    canary.close();
    server.stop(0);
    beside.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestURI().toString());
      var name = path.substring(1);
      int slash = name.indexOf('/');
      var first = slash < 0 ? name : name.substring(0, slash);
      switch (first) {
        case "tell" -> tell(exchange, name.substring(slash + 1));
        case "truth" -> truth(exchange, name.substring(slash + 1));
        case "download" -> downloads.answer(exchange, name.substring(slash + 1));
        case "login", "account", "logout", "cookies", "basic" -> accounts.answer(exchange, first);
        case "silent" -> await();
        case "redirect" -> redirect(exchange);
        case "suggest" -> suggest(exchange);
        case "many" -> html(exchange, Pages.many(query(exchange, "n", "20000")));
        case "plain" -> html(exchange, Pages.plain(query(exchange, "n", "2000")));
        case "img" -> send(exchange, "image/svg+xml", Pages.icon(name));
        default -> page(exchange, name);
      }
    }
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(HttpExchange exchange, String page) throws IOException {
    var what = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    told.computeIfAbsent(page, _ -> new ConcurrentLinkedQueue<>()).add(what);
    if (unanswered.contains(what)) {
      await();
    }
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.sendResponseHeaders(204, -1);
  }

  private void truth(HttpExchange exchange, String page) throws IOException {
    long hits = requests.stream().filter(each -> each.startsWith("/" + page)).count();
    var truth = new LinkedHashMap<String, Object>();
    truth.put("told", told(page));
    truth.put("hits", hits);
    truth.put("canary", canary.touches());
    send(exchange, "application/json", Json.print(truth));
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", query(exchange, "to", "/shop"));
    exchange.sendResponseHeaders(302, -1);
  }

  private void suggest(HttpExchange exchange) throws IOException {
    var start = query(exchange, "q", "").toLowerCase(Locale.ROOT);
    var towns = List.of("Berlin", "Bern", "Bergen", "Bologna", "Madrid", "Malmö");
    var fits =
        towns.stream().filter(town -> town.toLowerCase(Locale.ROOT).startsWith(start)).toList();
    send(exchange, "application/json", Json.print(fits));
  }

  private void page(HttpExchange exchange, String name) throws IOException {
    var file = Pages.file(name.isEmpty() ? "shop" : name);
    if (file.isEmpty()) {
      var none = "no such page".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(404, none.length);
      exchange.getResponseBody().write(none);
      return;
    }
    var text =
        file.get()
            .replace("{{own}}", own())
            .replace("{{beside}}", "http://127.0.0.1:" + portBeside())
            .replace("{{other}}", "http://localhost:" + port())
            .replace("{{canary}}", Integer.toString(canary.port()));
    send(exchange, name.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8", text);
  }

  private static void html(HttpExchange exchange, String text) throws IOException {
    send(exchange, "text/html; charset=utf-8", text);
  }

  static void send(HttpExchange exchange, String type, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static String query(HttpExchange exchange, String name, String otherwise) {
    var pairs = new ArrayList<>(List.of(rawQuery(exchange.getRequestURI()).split("&")));
    return pairs.stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst()
        .orElse(otherwise);
  }

  private static String rawQuery(URI uri) {
    var query = uri.getRawQuery();
    return query == null ? "" : query;
  }
}
