package dev.parley.door.identity;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import dev.parley.http.Request;
import dev.parley.identity.AskConsent;
import dev.parley.identity.AskConsent.Question;
import dev.parley.identity.AskConsent.Wish;
import dev.parley.identity.Scopes;
import dev.parley.identity.SignIn;
import dev.parley.identity.User;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The pages on which a person signs in and says what a client may do: forms and cookies, no script.
 *
 * <p>A request of a client is carried along as its own query and judged anew at each step, so that
 * no step can be given what another would have refused.
 */
public final class Pages {
  private static final int MOST_BYTES = 64 * 1024;
  static final String AUTHORIZE = "api/oauth2/authorize?";

  private final AskConsent ask;
  private final SignIn signIn;
  private final FormGuard guard;
  private final Elsewhere elsewhere;
  private final Supplier<String> base;

  /**
   * @param base where the server is reached; over https, cookies are for https alone
   */
  public Pages(
      AskConsent ask, SignIn signIn, FormGuard guard, Elsewhere elsewhere, Supplier<String> base) {
    this.ask = ask;
    this.signIn = signIn;
    this.guard = guard;
    this.elsewhere = elsewhere;
    this.base = base;
  }

  Answer style(Request request) {
    return Layout.style();
  }

  /** {@code GET …/authorize}: a page, whatever comes of it. */
  Answer authorize(Request request) {
    var query = request.query().text();
    try {
      var question = ask.question(wish(Form.ofQuery(query)));
      var user = user(request);
      return user.isEmpty()
          ? signInPage(request, query, question, 200, "")
          : consentPage(request, query, question, user.get());
    } catch (AskConsent.Refused refused) {
      return Layout.fault(root(request), 400, refused.error(), refused.description());
    } catch (Refused unreadable) {
      return Layout.fault(root(request), 400, "invalid_request", "The address cannot be read.");
    }
  }

  /** Back to {@code /multipass/} from where a page is shown. */
  private static String root(Request request) {
    return request.path().endsWith("/authorize") ? "../../" : "";
  }

  /** What a client asks for. */
  static Wish wish(Form form) {
    var scopes = new TreeSet<>(Set.of(form.get("scope").orElse("").split(" ")));
    scopes.remove("");
    return new Wish(
        form.get("client_id").orElse(""),
        form.get("response_type").orElse(""),
        form.get("redirect_uri").orElse(null),
        scopes,
        form.get("code_challenge").orElse(null),
        form.get("code_challenge_method").orElse(null));
  }

  private Optional<User> user(Request request) {
    return Cookies.of(request, Cookies.SIGN_IN).flatMap(signIn::who);
  }

  private Answer.Bytes signInPage(
      Request request, String query, Question question, int status, String complaint) {
    var form = Cookies.of(request, Cookies.FORM).orElseGet(guard::fresh);
    var body =
        Html.of(
            """
            <h1>Sign in</h1>
            <p>to go on to <strong>{}</strong></p>
            {}
            <form method="post" action="{}sign-in">
            <input type="hidden" name="request" value="{}">
            <input type="hidden" name="token" value="{}">
            <label>Name<input type="text" name="username" autocomplete="username" autocapitalize="none" autofocus required maxlength="100"></label>
            <label>Password<input type="password" name="password" autocomplete="current-password" required maxlength="1000"></label>
            <button>Sign in</button>
            </form>
            {}
            """,
            question.client().name(),
            complaint.isEmpty()
                ? Html.NONE
                : Html.of("<p class=\"wrong\" role=\"alert\">{}</p>", complaint),
            root(request),
            query,
            guard.token(form),
            elsewhere.links(root(request), query));
    return Layout.page(root(request), status, "Sign in", body, Layout.SELF)
        .with("Set-Cookie", Cookies.set(Cookies.FORM, form, base.get()));
  }

  private Answer consentPage(Request request, String query, Question question, User user) {
    var cookie = Cookies.of(request, Cookies.SIGN_IN).orElseThrow();
    var items = question.scopes().stream().map(scope -> Html.of("<li>{}</li>", said(scope)));
    var body =
        Html.of(
            """
            <h1>{} asks for access</h1>
            <p>You are signed in as <strong>{}</strong>. It wants to</p>
            <ul>
            {}
            </ul>
            <p class="fine">You are then sent to {}</p>
            <form method="post" action="{}consent">
            <input type="hidden" name="request" value="{}">
            <input type="hidden" name="token" value="{}">
            <button name="decision" value="allow">Allow</button>
            <button name="decision" value="refuse" class="second">Refuse</button>
            </form>
            """,
            question.client().name(),
            user.name(),
            Html.all(items),
            question.redirect().toString(),
            root(request),
            query,
            guard.token(cookie));
    return Layout.page(root(request), 200, "Access", body, Layout.formTo(question.redirect()));
  }

  private static String said(String scope) {
    return switch (scope) {
      case Scopes.AGENTS_READ -> "read your conversations with agents";
      case Scopes.AGENTS_WRITE -> "hold and delete conversations with agents for you";
      case Scopes.OFFLINE_ACCESS -> "keep this access while you are not there";
      case String other -> "use " + other;
    };
  }

  /** {@code POST /multipass/sign-in}. */
  Answer signIn(Request request) {
    try {
      var form = form(request);
      var query = form.get("request").orElse("");
      var question = ask.question(wish(Form.ofQuery(query)));
      if (!guard.isOwn(request, Cookies.of(request, Cookies.FORM), form.get("token"))) {
        return Layout.fault(
            root(request), 403, "access_denied", "This form is not from here. Begin again.");
      }
      var name = form.get("username").orElse("");
      var outcome = signIn.in(name, form.get("password").orElse(""), request.remoteAddress());
      return switch (outcome) {
        case SignIn.Outcome.In(_, var cookie) ->
            Layout.go(AUTHORIZE + query)
                .with("Set-Cookie", Cookies.set(Cookies.SIGN_IN, cookie, base.get()));
        case SignIn.Outcome.Wrong() ->
            signInPage(request, query, question, 401, "The name or the password is wrong.");
        case SignIn.Outcome.Later(var wait) ->
            later(request, query, question, wait.plusMillis(999).toSeconds());
      };
    } catch (AskConsent.Refused refused) {
      return Layout.fault(root(request), 400, refused.error(), refused.description());
    } catch (Refused unreadable) {
      return Layout.fault(root(request), 400, "invalid_request", "The form cannot be read.");
    }
  }

  private Answer later(Request request, String query, Question question, long seconds) {
    var complaint = "Too many attempts. Try again in " + seconds + " seconds.";
    return signInPage(request, query, question, 429, complaint)
        .with("Retry-After", Long.toString(seconds));
  }

  /** {@code POST /multipass/consent}. */
  Answer decide(Request request) {
    try {
      var form = form(request);
      var query = form.get("request").orElse("");
      var wish = Form.ofQuery(query);
      var question = ask.question(wish(wish));
      var user = user(request);
      var cookie = Cookies.of(request, Cookies.SIGN_IN);
      if (user.isEmpty()) {
        return Layout.go(AUTHORIZE + query);
      }
      if (!guard.isOwn(request, cookie, form.get("token"))) {
        return Layout.fault(
            root(request), 403, "access_denied", "This form is not from here. Begin again.");
      }
      var answer = new ArrayList<String>();
      if (form.get("decision").equals(Optional.of("allow"))) {
        answer.add("code=" + encoded(ask.agreed(question, user.get().id())));
      } else {
        answer.add("error=access_denied");
        answer.add("error_description=" + encoded("The user refused."));
      }
      wish.get("state").ifPresent(state -> answer.add("state=" + encoded(state)));
      return Layout.go(with(question.redirect(), answer));
    } catch (AskConsent.Refused refused) {
      return Layout.fault(root(request), 400, refused.error(), refused.description());
    } catch (Refused unreadable) {
      return Layout.fault(root(request), 400, "invalid_request", "The form cannot be read.");
    }
  }

  private static Form form(Request request) throws Refused {
    var body = new String(request.body(MOST_BYTES), StandardCharsets.UTF_8);
    return Form.read(request.header("Content-Type"), body);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String with(URI redirect, List<String> parameters) {
    var text = redirect.toString();
    return text + (redirect.getRawQuery() == null ? "?" : "&") + String.join("&", parameters);
  }
}
