package dev.parley.door.allyson;

import dev.parley.file.FileName;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.problem.FileProblem.FileNameRefused;
import dev.parley.problem.ProblemException;
import dev.parley.webagent.Order;
import dev.parley.webagent.Order.Attached;
import dev.parley.webagent.Order.Viewport;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebSession.Variable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a session is to be begun with (contract §2.1, decisions §3.11). */
record StartSessionRequest(Fields body) {
  private static final int USUAL_STEPS = 30;

  /** Far above what any server allows; the web agent reduces it to that. */
  private static final int MOST_STEPS = 1_000_000;

  private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");

  Order toOrder() {
    return new Order(
        body.requiredText("task"),
        maxSteps(),
        variables(),
        body.text("sessionDetails").orElse(""),
        body.text("startUrl")
            .map(url -> url("startUrl", url, Set.of("http", "https")))
            .orElse(null),
        body.list("files").stream().map(StartSessionRequest::file).toList(),
        body.tree("outputSchema").orElse(null),
        wishes());
  }

  /** None, an empty text and zero stand for the usual; numbers may come as text. */
  private int maxSteps() {
    var given = body.value("maxSteps").orElse(new JsonNull());
    return switch (given) {
      case JsonNumber(var written) -> steps(written);
      case JsonText(var text) -> text.isBlank() ? USUAL_STEPS : steps(text.strip());
      default -> given instanceof JsonNull ? USUAL_STEPS : refuseSteps();
    };
  }

  private static int steps(String written) {
    BigDecimal number;
    try {
      number = new BigDecimal(written);
    } catch (NumberFormatException no) {
      return refuseSteps();
    }
    if (number.signum() == 0) {
      return USUAL_STEPS;
    }
    if (number.compareTo(BigDecimal.valueOf(MOST_STEPS)) >= 0) {
      return MOST_STEPS;
    }
    return number.signum() < 0 || number.stripTrailingZeros().scale() > 0
        ? refuseSteps()
        : number.intValueExact();
  }

  private static int refuseSteps() {
    throw Fields.unfit("maxSteps must be a whole number of at least 1.");
  }

  /** The dashboard always sends one blank row. */
  private List<Variable> variables() {
    return body.list("sessionVariables").stream()
        .map(row -> new Variable(row.text("name").orElse(""), row.scalar("value")))
        .filter(variable -> !variable.name().isBlank())
        .toList();
  }

  private static Attached file(Fields file) {
    var name = file.requiredText("filename");
    // some encoders break lines
    var content = file.text("content").orElse("").replaceAll("\\s", "");
    try {
      return new Attached(new FileName(name), Base64.getDecoder().decode(content));
    } catch (IllegalArgumentException unfit) {
      throw isName(name)
          ? Fields.unfit(file.place() + "content must be base64.")
          : new ProblemException(
              new FileNameRefused(file.place() + "filename is no safe relative file name."));
    }
  }

  private static boolean isName(String text) {
    try {
      var _ = new FileName(text);
      return true;
    } catch (IllegalArgumentException unsafe) {
      return false;
    }
  }

  private Wishes wishes() {
    return new Wishes(
        body.texts("allowedDomains"),
        body.texts("deniedDomains"),
        body.text("proxy").map(url -> url("proxy", url, Set.of("http"))).orElse(null),
        body.fields("viewport").map(StartSessionRequest::viewport).orElse(null),
        body.text("locale").map(StartSessionRequest::locale).orElse(null),
        body.text("timezone").map(StartSessionRequest::timezone).orElse(null),
        null);
  }

  private static String url(String name, String text, Set<String> schemes) {
    try {
      var url = URI.create(text.strip());
      if (url.getHost() != null && schemes.contains(scheme(url))) {
        return url.toString();
      }
    } catch (IllegalArgumentException unreadable) {
      // told below, like one without a host; what stands in it may be a password
    }
    var begins = String.join(":// or ", schemes.stream().sorted().toList());
    throw Fields.unfit(name + " must be a URL that begins with " + begins + "://.");
  }

  private static String scheme(URI url) {
    return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static Viewport viewport(Fields size) {
    int width = size.requiredInteger("width");
    int height = size.requiredInteger("height");
    if (Math.min(width, height) < 200 || Math.max(width, height) > 4096) {
      throw Fields.unfit("viewport must be 200 to 4096 pixels wide and high.");
    }
    return new Viewport(width, height);
  }

  private static String locale(String text) {
    if (!LOCALE.matcher(text).matches()) {
      throw Fields.unfit("locale must be a language tag such as de-CH.");
    }
    return text;
  }

  private static String timezone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException unknown) {
      throw Fields.unfit("timezone must be the name of a time zone such as Europe/Zurich.");
    }
  }
}
