package dev.parley.door.identity;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the sign-in pages have in common, and what browsers may do with them. */
final class Layout {
  /** Where forms of a page may lead. */
  static final String SELF = "'self'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>{} · Parley</title>
      <link rel="stylesheet" href="{}style.css">
      </head>
      <body>
      <main>
      <p class="brand">Parley</p>
      {}
      </main>
      </body>
      </html>
      """;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6472; --line: #d5dae2;
        --paper: #f3f5f8; --card: #fff; --accent: #1f5fbf; --on: #fff; --wrong: #a3261b }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e8ebf0; --soft: #a5adba; --line: #3a4150; --paper: #14181f; --card: #1d222b;
          --accent: #7fb0ff; --on: #10151d; --wrong: #ff9a8f } }
      * { box-sizing: border-box }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
        background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
      main { width: 100%; max-width: 25rem; padding: 2rem; background: var(--card);
        border: 1px solid var(--line); border-radius: 14px }
      .brand { margin: 0 0 1.25rem; color: var(--soft); font-weight: 600; letter-spacing: .02em }
      h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere }
      p, ul { margin: 0 0 1rem; overflow-wrap: anywhere }
      ul { padding-left: 1.2rem }
      .fine { color: var(--soft); font-size: .875rem }
      .wrong { color: var(--wrong); font-weight: 600 }
      label { display: block; margin: 0 0 1rem; font-weight: 600 }
      input { display: block; width: 100%; margin-top: .3rem; padding: .65rem .75rem; font: inherit;
        color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px }
      button, .button { display: block; width: 100%; margin-top: .25rem; padding: .7rem 1rem; font: inherit; font-weight: 600;
        color: var(--on); background: var(--accent); border: 1px solid var(--accent);
        border-radius: 8px; cursor: pointer }
      .button { margin-top: .75rem; text-align: center; text-decoration: none; color: var(--ink);
        background: transparent; border-color: var(--line) }
      button.second { margin-top: .75rem; color: var(--ink); background: transparent;
        border-color: var(--line) }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
      """;

  private Layout() {}

  /**
   * A page.
   *
   * @param root how {@code /multipass/} is reached from where it is shown
   */
  static Answer.Bytes page(String root, int status, String title, Html body, String forms) {
    return html(status, Html.of(PAGE, title, root, body), forms);
  }

  /** Why nothing comes of a request, for people and for who reads the words. */
  static Answer fault(String root, int status, String error, String description) {
    var body =
        Html.of(
            """
            <h1>This does not work</h1>
            <p>{}</p>
            <p class="fine">error: {}<br>error_description: {}</p>
            """,
            description,
            error,
            description);
    return page(root, status, "Not possible", body, SELF);
  }

  static Answer style() {
    return new Answer.Bytes(
        200,
        "text/css; charset=utf-8",
        STYLE.getBytes(StandardCharsets.UTF_8),
        Map.of("Cache-Control", "max-age=300"));
  }

  static Answer.Empty go(String location) {
    return new Answer.Empty(303, Map.of("Location", location, "Referrer-Policy", "no-referrer"));
  }

  /** A browser follows a form's redirect only to where its page lets forms lead. */
  static String formTo(URI redirect) {
    var authority = redirect.getRawAuthority();
    return SELF
        + " "
        + (authority == null
            ? redirect.getScheme() + ":"
            : redirect.getScheme() + "://" + authority);
  }

  private static Answer.Bytes html(int status, Html html, String forms) {
    return new Answer.Bytes(
        status,
        "text/html; charset=utf-8",
        html.markup().getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " form-action "
                + forms,
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store"));
  }
}
