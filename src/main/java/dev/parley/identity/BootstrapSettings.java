package dev.parley.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Credentials the operator fixed ({@code PARLEY_BOOTSTRAP_*}); null where the server chooses. */
public record BootstrapSettings(
    @Nullable String user,
    @Nullable String password,
    @Nullable String apiKey,
    @Nullable String token,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String redirectUri) {
  public static final BootstrapSettings NONE =
      new BootstrapSettings(null, null, null, null, null, null, null);

  private static final String PREFIX = "PARLEY_BOOTSTRAP_";
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{1,4000}=*");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,1000}");
  private static final String BEARER_RULE =
      "must be letters, digits and - . _ ~ + /, with = only at its end";

  /** What cannot be used, each in a sentence that names the setting and never its value. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    check(faults, "USER", user, User::isName, "must be " + User.NAME_RULE);
    check(
        faults,
        "PASSWORD",
        password,
        text -> !text.isEmpty() && text.length() <= 1000,
        "must have 1 to 1000 characters");
    check(faults, "API_KEY", apiKey, BEARER.asMatchPredicate(), BEARER_RULE);
    check(faults, "TOKEN", token, BEARER.asMatchPredicate(), BEARER_RULE);
    check(
        faults, "CLIENT_ID", clientId, OAuthClient::isId, "must be printable ASCII without spaces");
    check(
        faults, "CLIENT_SECRET", clientSecret, PRINTABLE.asMatchPredicate(), "must be plain ASCII");
    check(
        faults,
        "REDIRECT_URI",
        redirectUri,
        BootstrapSettings::isRedirect,
        "must be a URI such as https://app.example.com/callback, without a #");
    return List.copyOf(faults);
  }

  private static void check(
      List<String> faults,
      String name,
      @Nullable String value,
      Predicate<String> fits,
      String rule) {
    if (value != null && !fits.test(value)) {
      faults.add(PREFIX + name + " " + rule + ".");
    }
  }

  private static boolean isRedirect(String text) {
    try {
      var uri = new URI(text);
      return uri.isAbsolute() && uri.getFragment() == null;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "BootstrapSettings[not shown]";
  }
}
