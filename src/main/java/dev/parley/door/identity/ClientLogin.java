package dev.parley.door.identity;

import dev.parley.id.ClientId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent to prove who it is: Basic, with each half form-urlencoded, or form fields.
 *
 * @param basic whether it came in the Authorization header
 */
record ClientLogin(ClientId id, @Nullable String secret, boolean basic) {
  private static final String SCHEME = "Basic ";

  static ClientLogin read(List<String> authorization, Form form) throws Refused {
    if (authorization.isEmpty()) {
      var id = form.get("client_id").orElseThrow(() -> wrong(false));
      return new ClientLogin(new ClientId(id), form.get("client_secret").orElse(null), false);
    }
    if (authorization.size() > 1) {
      throw new Refused(OAuthFault.INVALID_REQUEST.reply("Send one Authorization header."));
    }
    var login = basic(authorization.getFirst()).orElseThrow(() -> wrong(true));
    if (differs(form.get("client_id"), login.id.value())
        || differs(form.get("client_secret"), login.secret)) {
      throw new Refused(
          OAuthFault.INVALID_REQUEST.reply(
              "The Authorization header and the form name different clients; use one of them."));
    }
    return login;
  }

  private static boolean differs(Optional<String> field, @Nullable String header) {
    return field.isPresent() && !field.get().equals(header);
  }

  private static Optional<ClientLogin> basic(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return base64(header.substring(SCHEME.length()).strip())
        .filter(pair -> pair.indexOf(':') >= 0)
        .flatMap(pair -> {
          int colon = pair.indexOf(':');
          var id = FormCode.decode(pair.substring(0, colon));
          var secret = FormCode.decode(pair.substring(colon + 1));
          return id.flatMap(
              name -> secret.map(password -> new ClientLogin(new ClientId(name), password, true)));
        });
  }

  private static Optional<String> base64(String text) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** One answer for an unknown client, a wrong secret and none at all. */
  Refused wrong() {
    return wrong(basic);
  }

  private static Refused wrong(boolean basic) {
    return new Refused(
        OAuthFault.INVALID_CLIENT.reply(
            "The client is not known, or this is not its secret.",
            basic ? Map.of("WWW-Authenticate", "Basic realm=\"Parley\"") : Map.of()));
  }

  @Override
  public String toString() {
    return "ClientLogin[" + id + "]";
  }
}
