package dev.parley.site;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Files in every way a server can give them. */
final class Downloads {
  private final CountDownLatch closing;

  Downloads(CountDownLatch closing) {
    this.closing = closing;
  }

  void answer(HttpExchange exchange, String which) throws IOException {
    switch (which) {
      case "attachment" -> attach(exchange, "report.csv", "a,b\n1,2\n");
      case "late" -> {
        pause(400);
        attach(exchange, "late-name.txt", "late\n");
      }
      case "evil" -> attach(exchange, "../../etc/\u202Egpj.exe", "evil\n");
      case "pdf" -> pdf(exchange);
      case "slow" -> slow(exchange);
      case "endless" -> endless(exchange);
      default -> exchange.sendResponseHeaders(404, -1);
    }
  }

  private void attach(HttpExchange exchange, String name, String text) throws IOException {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    exchange
        .getResponseHeaders()
        .set("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
    Site.send(exchange, "text/csv", text);
  }

  /** The smallest PDF with one line of text. */
  private static void pdf(HttpExchange exchange) throws IOException {
    var stream = "BT /F1 24 Tf 40 100 Td (Invoice 4711 total 99.50) Tj ET";
    var parts =
        new String[] {
          "<< /Type /Catalog /Pages 2 0 R >>",
          "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R"
              + " /Resources << /Font << /F1 5 0 R >> >> >>",
          "<< /Length " + stream.length() + " >>\nstream\n" + stream + "\nendstream",
          "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        };
    var text = new StringBuilder("%PDF-1.4\n");
    var table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < parts.length; i++) {
      table.append("%010d 00000 n \n".formatted(text.length()));
      text.append(i + 1).append(" 0 obj\n").append(parts[i]).append("\nendobj\n");
    }
    int start = text.length();
    text.append("xref\n0 6\n").append(table);
    text.append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n").append(start).append("\n%%EOF");
    Site.send(exchange, "application/pdf", text.toString());
  }

  /** Begins, and never ends. */
  private void slow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=slow.bin");
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(new byte[1 << 16]);
    exchange.getResponseBody().flush();
    pause(60_000);
  }

  /** Gigabytes, as fast as they are taken. */
  private void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=endless.bin");
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(200, 0);
    var block = new byte[1 << 16];
    while (closing.getCount() > 0) {
      exchange.getResponseBody().write(block);
    }
  }

  private void pause(long millis) {
    try {
      closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
