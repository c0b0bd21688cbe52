package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** What is the same on every page, and how pages leave the shop. */
final class Layout {
  static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final Map<String, String> HEADERS =
      Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "same-origin");

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{} · Spark Drawer</title>
      <link rel="icon" href="{}art/logo.svg">
      <link rel="stylesheet" href="{}style.css">
      </head>
      <body>
      <header>
      <div class="bar">
      <a class="brand" href="{}"><img src="{}art/logo.svg" alt="" width="34" height="34">Spark Drawer</a>
      <form class="search" role="search" action="{}search">
      <input type="search" name="q" value="{}" aria-label="Search parts" placeholder="Search parts" maxlength="100">
      <button>Search</button>
      </form>
      <nav aria-label="Yours"><a href="{}account">{}</a><a href="{}basket">Basket ({})</a></nav>
      </div>
      <nav class="aisles" aria-label="Aisles">{}</nav>
      </header>
      <main>
      {}
      </main>
      <footer><p>A demo shop to try web agents on. Nothing here is for sale, and nothing is kept.</p></footer>
      </body>
      </html>
      """;

  private Layout() {}

  static Answer.Bytes page(Asked asked, String title, Html body) {
    return page(asked, 200, title, body);
  }

  static Answer.Bytes page(Asked asked, int status, String title, Html body) {
    var root = asked.root();
    var home = root.isEmpty() ? "./" : root;
    var html =
        Html.of(
            PAGE,
            title,
            root,
            root,
            home,
            root,
            root,
            searched(asked),
            root,
            asked.visit().loggedIn() ? "Your account" : "Log in",
            root,
            asked.visit().items(),
            aisles(root),
            body);
    return html(status, html);
  }

  private static String searched(Asked asked) {
    return asked.request().template().equals("/demo/search") ? asked.query("q", 100) : "";
  }

  private static Html aisles(String root) {
    return Html.all(
        Arrays.stream(Aisle.values())
            .map(aisle ->
                Html.of("<a href=\"{}search?aisle={}\">{}</a>", root, aisle.id(), aisle.title())));
  }

  /** A page that says in one sentence what is not so, and where to go on. */
  static Answer.Bytes sorry(Asked asked, int status, String title, String sentence) {
    var body =
        Html.of(
            """
            <section class="note">
            <h1>{}</h1>
            <p>{}</p>
            <p><a class="button" href="{}">To the shop's first page</a></p>
            </section>
            """,
            title,
            sentence,
            asked.root().isEmpty() ? "./" : asked.root());
    return page(asked, status, title, body);
  }

  private static Answer.Bytes html(int status, Html html) {
    var bytes = html.markup().getBytes(StandardCharsets.UTF_8);
    return new Answer.Bytes(status, "text/html; charset=utf-8", bytes, HEADERS);
  }

  /** To another page of the shop, named from its first page. */
  static Answer.Empty go(Asked asked, String page) {
    return new Answer.Empty(303, HEADERS).with("Location", asked.root() + page);
  }

  /** Something that does not change while the server runs. */
  static Answer file(String contentType, String text) {
    return new Answer.Bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8), HEADERS)
        .with("Cache-Control", "max-age=300");
  }
}
