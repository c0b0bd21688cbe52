package dev.parley.site;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A login with a cookie and localStorage, a way out, and one by basic authentication; and a page
 * that shows the cookies it is sent.
 */
final class Accounts {
  void answer(HttpExchange exchange, String which) throws IOException {
    switch (which) {
      case "login" -> login(exchange);
      case "account" -> account(exchange);
      case "logout" -> logout(exchange);
      case "cookies" -> cookies(exchange);
      default -> basic(exchange);
    }
  }

  private static void login(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (form.contains("user=ada") && form.contains("password=lovelace")) {
        exchange.getResponseHeaders().set("Set-Cookie", "login=ada; HttpOnly; Path=/");
        exchange.getResponseHeaders().set("Location", "/account");
        exchange.sendResponseHeaders(303, -1);
        return;
      }
    }
    Site.send(
        exchange,
        "text/html; charset=utf-8",
        """
        <!doctype html><title>Log in</title><form method=post action=/login>
        <label for=u>User</label><input id=u name=user><label for=p>Password</label>
        <input id=p type=password name=password><button>Log in</button></form>
        """);
  }

  private static void account(HttpExchange exchange) throws IOException {
    var cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    var known = cookies.stream().anyMatch(line -> line.contains("login=ada"));
    Site.send(
        exchange,
        "text/html; charset=utf-8",
        known
            ? """
            <!doctype html><title>Account</title><h1>Welcome, Ada</h1><p id=seen></p><script>
            localStorage.visits = Number(localStorage.visits || 0) + 1;
            seen.textContent = 'visit ' + localStorage.visits;</script>
            """
            : "<!doctype html><title>Account</title><a href=/login>Please log in</a>");
  }

  private static void logout(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Set-Cookie", "login=; Max-Age=0; Path=/");
    exchange.getResponseHeaders().set("Location", "/account");
    exchange.sendResponseHeaders(303, -1);
  }

  private static void cookies(HttpExchange exchange) throws IOException {
    var cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of("none"));
    Site.send(
        exchange,
        "text/html; charset=utf-8",
        "<!doctype html><title>Cookies</title><p>sent: "
            + String.join("; ", cookies).replace("&", "&amp;").replace("<", "&lt;")
            + "</p><p id=seen></p><script>seen.textContent = 'seen: ' + document.cookie;</script>");
  }

  private static void basic(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      Site.send(exchange, "text/html", "<!doctype html><title>Inside</title><p>inside</p>");
      return;
    }
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"fixture\"");
    exchange.sendResponseHeaders(401, -1);
  }
}
