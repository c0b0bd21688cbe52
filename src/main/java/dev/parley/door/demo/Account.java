package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Html;

/** Logging in, and the page behind it. */
final class Account {
  static final String USER = "demo";
  static final String PASSWORD = "solder-42";

  private final Visits visits;

  Account(Visits visits) {
    this.visits = visits;
  }

  /** Without a path: a browser keeps it for the shop, under whatever base path that lies. */
  static String cookie(String id) {
    return Asked.COOKIE + "=" + id + "; HttpOnly; SameSite=Lax";
  }

  Answer form(Asked asked) {
    return asked.visit().loggedIn() ? Layout.go(asked, "account") : form(asked, 200, "", Html.NONE);
  }

  private static Answer form(Asked asked, int status, String user, Html told) {
    var body =
        Html.of(
            """
            <div class="narrow">
            <h1>Log in</h1>
            {}
            <form class="order" method="post" action="login">
            <label>User name <input name="user" value="{}" autocomplete="username" maxlength="100" required></label>
            <label>Password <input type="password" name="password" autocomplete="current-password" maxlength="100" required></label>
            <button>Log in</button>
            </form>
            <p class="hint">For everybody: user name <code>{}</code>, password <code>{}</code></p>
            </div>
            """,
            told,
            user,
            USER,
            PASSWORD);
    return Layout.page(asked, status, "Log in", body);
  }

  /** The visit goes on under another id, which nobody can have known before. */
  Answer login(Asked asked) {
    var fields = FormFields.read(asked.request());
    var user = fields.text("user", 100);
    if (!user.equals(USER) || !fields.text("password", 100).equals(PASSWORD)) {
      var told =
          Html.of(
              "<p class=\"note bad\" role=\"alert\">User name or password is wrong. Both stand"
                  + " below.</p>");
      return form(asked, 403, user, told);
    }
    asked.id().ifPresent(visits::end);
    var id = visits.begin(asked.visit().loggedIn(true));
    return Layout.go(asked, "account").with("Set-Cookie", cookie(id));
  }

  Answer logout(Asked asked) {
    asked.id().ifPresent(id -> visits.change(id, visit -> visit.loggedIn(false)));
    return Layout.go(asked, "login");
  }

  Answer page(Asked asked) {
    if (!asked.visit().loggedIn()) {
      return Layout.go(asked, "login");
    }
    var orders = asked.visit().orders();
    var rows =
        Html.all(
            orders.reversed().stream()
                .map(order ->
                    Html.of(
                        "<tr><td><a href=\"orders/{}\">{}</a></td><td>{}</td><td>{}</td></tr>",
                        order.number(),
                        order.number(),
                        order.wishes().date(),
                        order.total())));
    var body =
        Html.of(
            """
            <h1>Hello, Ada</h1>
            <p>You are logged in as <strong>{}</strong>, customer number C-2048.</p>
            <h2>Your orders</h2>
            {}
            <form method="post" action="logout"><button class="quiet">Log out</button></form>
            """,
            USER,
            orders.isEmpty()
                ? Html.of("<p>Nothing ordered in this visit yet.</p>")
                : Html.of(
                    """
                    <table class="wide"><thead><tr><th>Order</th><th>Delivery date</th><th>Total</th></tr></thead>
                    <tbody>{}</tbody></table>
                    """,
                    rows));
    return Layout.page(asked, "Your account", body);
  }
}
