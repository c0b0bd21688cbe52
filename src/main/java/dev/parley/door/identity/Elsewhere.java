package dev.parley.door.identity;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import dev.parley.http.Request;
import dev.parley.identity.AskConsent;
import dev.parley.identity.OpenIdProvider;
import dev.parley.identity.OpenIdProvider.Attempt;
import dev.parley.identity.SignInElsewhere;
import dev.parley.identity.SignInFailed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way to an OpenID provider and back: what ties the two is in a sealed cookie of the browser.
 *
 * <p>Each provider sends people back to an address of its own, so that none can answer for another.
 */
public final class Elsewhere {
  private final AskConsent ask;
  private final SignInElsewhere signIn;
  private final Outing outings;
  private final Supplier<String> base;

  public Elsewhere(AskConsent ask, SignInElsewhere signIn, Outing outings, Supplier<String> base) {
    this.ask = ask;
    this.signIn = signIn;
    this.outings = outings;
    this.base = base;
  }

  /** Links for the sign-in page, to go on with a request after it. */
  Html links(String root, String query) {
    return Html.all(
        signIn.providers().stream()
            .map(provider ->
                Html.of(
                    "<a class=\"button\" href=\"{}elsewhere/{}?request={}\">Sign in with {}</a>",
                    root,
                    provider.id(),
                    URLEncoder.encode(query, StandardCharsets.UTF_8),
                    provider.name())));
  }

  /** {@code GET /multipass/elsewhere/{provider}?request=…}. */
  Answer go(Request request) {
    var query = request.query().single("request").orElse("");
    var provider = signIn.provider(request.param("provider"));
    if (provider.isEmpty()) {
      return nowhere();
    }
    try {
      var _ = ask.question(Pages.wish(Form.ofQuery(query)));
      if (query.length() > Outing.LONGEST_REQUEST) {
        return failed(query, 400, "This request is too long to take along to another site.");
      }
      var attempt = Attempt.fresh(back(provider.get()));
      return Layout.go(provider.get().begin(attempt).toString())
          .with("Set-Cookie", outings.cookie(provider.get().id(), attempt, query, base.get()));
    } catch (SignInFailed failed) {
      return failed(request, query, failed);
    } catch (AskConsent.Refused refused) {
      return Layout.fault("../", 400, refused.error(), refused.description());
    } catch (Refused unreadable) {
      return Layout.fault("../", 400, "invalid_request", "The address cannot be read.");
    }
  }

  /** {@code GET /multipass/back/{provider}}: whoever was sent there, with a code or an error. */
  Answer back(Request request) {
    var outing = outings.read(request);
    var provider = signIn.provider(request.param("provider"));
    if (provider.isEmpty()) {
      return nowhere();
    }
    if (outing.isEmpty()
        || !outing.get().provider().equals(provider.get().id())
        || !same(outing.get().state(), request.query().single("state").orElse(""))) {
      return Layout.fault(
          "../",
          400,
          "invalid_request",
          "This sign-in was not begun in this browser, or too long ago.");
    }
    var query = outing.get().query();
    var code = request.query().single("code");
    if (code.isEmpty()) {
      return failed(query, 403, provider.get().name() + " did not sign you in.");
    }
    try {
      var attempt = outing.get().attempt(back(provider.get()));
      var cookie = signIn.in(provider.get(), code.get(), attempt, request.remoteAddress());
      return Layout.go("../" + Pages.AUTHORIZE + query)
          .with("Set-Cookie", Cookies.set(Cookies.SIGN_IN, cookie, base.get()));
    } catch (SignInFailed failed) {
      return failed(request, query, failed);
    }
  }

  private URI back(OpenIdProvider provider) {
    return URI.create(base.get() + "/multipass/back/" + provider.id());
  }

  private static Answer failed(Request request, String query, SignInFailed failed) {
    again(failed).ifPresent(seconds -> request.answerWith("Retry-After", seconds));
    return failed(query, status(failed), String.valueOf(failed.getMessage()));
  }

  private static int status(SignInFailed failed) {
    return switch (failed.why()) {
      case PROVIDER_AWAY -> 503;
      case NOT_PROVED, NO_ACCOUNT -> 403;
      case TOO_OFTEN -> 429;
    };
  }

  /** In how many seconds it may be better. */
  private static Optional<String> again(SignInFailed failed) {
    return switch (failed.why()) {
      case PROVIDER_AWAY -> Optional.of("5");
      case NOT_PROVED, NO_ACCOUNT -> Optional.empty();
      case TOO_OFTEN -> Optional.of("60");
    };
  }

  private static Answer nowhere() {
    return Layout.fault("../", 404, "invalid_request", "Nobody can sign in there.");
  }

  private static Answer failed(String query, int status, String message) {
    var body =
        Html.of(
            """
            <h1>Not signed in</h1>
            <p class="wrong" role="alert">{}</p>
            <a class="button" href="../{}{}">Begin again</a>
            """,
            message,
            Pages.AUTHORIZE,
            query);
    return Layout.page("../", status, "Not signed in", body, Layout.SELF);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
