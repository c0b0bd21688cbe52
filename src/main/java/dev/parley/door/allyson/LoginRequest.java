package dev.parley.door.allyson;

import dev.parley.login.Cookie;
import dev.parley.login.Cookie.Reach;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.Origin;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of a site, as Chrome tells them to its extensions (contract §5.1).
 *
 * <p>Only a name and a value are asked for; members nobody knows, such as {@code storeId}, are the
 * browser's own affair.
 */
record LoginRequest(Fields body) {
  /** The end of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  Origin origin() {
    return Origin.of(body.requiredText("url"));
  }

  List<Cookie> cookies() {
    var origin = origin();
    return body.requiredList("cookies").stream().map(fields -> cookie(origin, fields)).toList();
  }

  private static Cookie cookie(Origin origin, Fields fields) {
    if (fields.tree("partitionKey").flatMap(key -> key.get("topLevelSite")).isPresent()) {
      throw Fields.unfit(
          fields.place() + "partitionKey: cookies of a partition cannot be kept. Leave it out.");
    }
    var reach =
        Reach.of(
            origin,
            fields.text("domain").orElse(null),
            fields.flag("hostOnly").orElse(null),
            fields.text("path").orElse(null));
    boolean untilTheEnd = fields.flag("session").orElse(false);
    var expires = fields.number("expirationDate", LATEST);
    return new Cookie(
        text(fields, "name"),
        text(fields, "value"),
        reach,
        fields.flag("secure").orElse(false),
        fields.flag("httpOnly").orElse(false),
        sameSite(fields),
        untilTheEnd ? null : expires.orElse(null));
  }

  /** It may be empty, but must be there. */
  private static String text(Fields fields, String name) {
    return fields
        .text(name)
        .orElseThrow(
            () -> Fields.unfit(fields.place() + name + " is required and must be a string."));
  }

  private static SameSite sameSite(Fields fields) {
    var written = fields.text("sameSite").orElse("unspecified");
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "unspecified", "" -> SameSite.UNSPECIFIED;
      case "no_restriction", "none" -> SameSite.NO_RESTRICTION;
      case "lax" -> SameSite.LAX;
      case "strict" -> SameSite.STRICT;
      default ->
          throw Fields.unfit(
              fields.place() + "sameSite must be no_restriction, lax, strict or unspecified.");
    };
  }
}
