package dev.parley.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;

/** A collector of spans over http/protobuf, which may refuse, or keep all waiting. */
@NullMarked
final class OtlpCollector implements AutoCloseable {
  private final HttpServer server;
  private final int status;
  private final CountDownLatch gate;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  private OtlpCollector(int status, boolean open) throws IOException {
    this.status = status;
    this.gate = new CountDownLatch(open ? 0 : 1);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::handle);
    server.start();
  }

  static OtlpCollector taking() throws IOException {
    return new OtlpCollector(200, true);
  }

  static OtlpCollector refusing() throws IOException {
    return new OtlpCollector(400, true);
  }

  /** Answers nobody until it is opened. */
  static OtlpCollector hanging() throws IOException {
    return new OtlpCollector(200, false);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      asked.countDown();
      gate.await();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      keys.addAll(exchange.getRequestHeaders().getOrDefault("x-key", List.of()));
      raw.add(new String(body, StandardCharsets.ISO_8859_1));
      requests.add(ExportTraceServiceRequest.parseFrom(body));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void open() {
    gate.countDown();
  }

  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  /** All spans so far. */
  List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /**
   * Those of one trace, in the order they began in, but none before the one it is below: they are
   * timed from their ends, which are not told at the very moment.
   */
  List<Span> spansOf(String trace) {
    var all =
        spans().stream()
            .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
            .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
            .toList();
    var ids = all.stream().map(OtlpCollector::id).collect(Collectors.toSet());
    return all.stream()
        .filter(span -> !ids.contains(parent(span)))
        .flatMap(root -> withThoseBelow(root, all))
        .toList();
  }

  private static Stream<Span> withThoseBelow(Span span, List<Span> all) {
    return Stream.concat(
        Stream.of(span),
        all.stream()
            .filter(other -> parent(other).equals(id(span)))
            .flatMap(other -> withThoseBelow(other, all)));
  }

  private static String parent(Span span) {
    return hex(span.getParentSpanId().toByteArray());
  }

  /** The spans below that id as a tree, one a line. */
  String tree(String trace, String parent) {
    return tree(spansOf(trace), parent, "");
  }

  private static String tree(List<Span> spans, String parent, String indent) {
    return spans.stream()
        .filter(span -> parent(span).equals(parent))
        .map(span -> indent + span.getName() + "\n" + tree(spans, id(span), indent + "  "))
        .collect(Collectors.joining());
  }

  static String id(Span span) {
    return hex(span.getSpanId().toByteArray());
  }

  /** The attributes of a span, one a line. */
  static String attributes(Span span) {
    return span.getAttributesList().stream()
        .map(each -> each.getKey() + "=" + value(each.getValue()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value;
    };
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The values of the header a collector may know its clients by. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  /** Every byte it was sent. */
  String raw() {
    return String.join("", raw);
  }

  @Override
  public void close() {
    open();
    server.stop(0);
  }
}
