package dev.parley.door.identity;

import dev.parley.identity.AuthenticateClient;
import dev.parley.identity.ClientCheck;
import dev.parley.identity.ExchangeToken;
import dev.parley.identity.IssueToken;
import dev.parley.identity.OAuthClient;
import dev.parley.identity.RevokeToken;
import dev.parley.identity.TokenGrant;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Issues and revokes tokens for clients (contract aip-agents §1.3). */
public final class TokenEndpoint {
  private final AuthenticateClient authenticate;
  private final IssueToken issue;
  private final ExchangeToken exchange;
  private final RevokeToken revoke;

  public TokenEndpoint(
      AuthenticateClient authenticate,
      IssueToken issue,
      ExchangeToken exchange,
      RevokeToken revoke) {
    this.authenticate = authenticate;
    this.issue = issue;
    this.exchange = exchange;
    this.revoke = revoke;
  }

  /** A request as it came: its Content-Type, its Authorization headers and its body as UTF-8. */
  public record TokenRequest(
      Optional<String> contentType, List<String> authorization, String body) {
    @Override
    public String toString() {
      return "TokenRequest[" + contentType + "]";
    }
  }

  /** {@code POST …/token}. */
  public TokenReply token(TokenRequest request) {
    try {
      var form = Form.read(request.contentType(), request.body());
      var grantType = form.get("grant_type").orElseThrow(() -> missing("grant_type"));
      return switch (grantType) {
        case "client_credentials" ->
            reply(issue.clientCredentials(confidential(request, form), scopes(form)));
        case "authorization_code" -> reply(code(client(request, form), form));
        case "refresh_token" -> reply(refresh(client(request, form), form));
        default ->
            OAuthFault.UNSUPPORTED_GRANT_TYPE.reply(
                "This server knows the grant types authorization_code, refresh_token and"
                    + " client_credentials.");
      };
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private TokenGrant code(OAuthClient client, Form form) throws Refused {
    var code = form.get("code").orElseThrow(() -> missing("code"));
    return exchange.code(
        client,
        code,
        form.get("redirect_uri").orElse(null),
        form.get("code_verifier").orElse(null));
  }

  private TokenGrant refresh(OAuthClient client, Form form) throws Refused {
    var refresh = form.get("refresh_token").orElseThrow(() -> missing("refresh_token"));
    return exchange.refresh(client, refresh, scopes(form));
  }

  /** Who calls for itself must prove who it is. */
  private OAuthClient confidential(TokenRequest request, Form form) throws Refused {
    var client = client(request, form);
    if (client.isPublic()) {
      throw new Refused(
          OAuthFault.UNAUTHORIZED_CLIENT.reply("A public client cannot call for itself."));
    }
    return client;
  }

  /** {@code POST …/revoke_token}. */
  public TokenReply revoke(TokenRequest request) {
    try {
      var form = Form.read(request.contentType(), request.body());
      var client = client(request, form);
      var token = form.get("token").orElseThrow(() -> missing("token"));
      if (!exchange.revoke(client, token)) {
        revoke.revoke(client, token);
      }
      return new TokenReply(200, Map.of(), null);
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private static Refused missing(String field) {
    return new Refused(OAuthFault.INVALID_REQUEST.reply("The field " + field + " is missing."));
  }

  private OAuthClient client(TokenRequest request, Form form) throws Refused {
    var login = ClientLogin.read(request.authorization(), form);
    return switch (authenticate.check(login.id(), login.secret())) {
      case ClientCheck.Known(var client) -> client;
      case ClientCheck.Refused() -> throw login.wrong();
      case ClientCheck.Throttled(var wait) ->
          throw new Refused(
              OAuthFault.SLOW_DOWN.reply(
                  "Too many wrong secrets for this client. Check it and try again later.",
                  Map.of("Retry-After", String.valueOf(wait.plusMillis(999).toSeconds()))));
    };
  }

  private static Set<String> scopes(Form form) {
    var scopes = new TreeSet<String>();
    form.get("scope")
        .ifPresent(text ->
            Arrays.stream(text.split(" ")).filter(scope -> !scope.isEmpty()).forEach(scopes::add));
    return scopes;
  }

  private static TokenReply reply(TokenGrant grant) {
    return switch (grant) {
      case TokenGrant.Granted granted ->
          new TokenReply(
              200, Map.of("Cache-Control", "no-store", "Pragma", "no-cache"), body(granted));
      case TokenGrant.Spent() ->
          OAuthFault.INVALID_GRANT.reply(
              "This is unknown, over or used, or not this client's, or it came with another"
                  + " redirect_uri or code_verifier than it was made for. Send the user to"
                  + " authorize again.");
      case TokenGrant.GrantForbidden() ->
          OAuthFault.UNAUTHORIZED_CLIENT.reply("The client may not use this grant type.");
      case TokenGrant.ScopeForbidden _ ->
          OAuthFault.INVALID_SCOPE.reply(
              "A scope is unknown or not allowed for this client. Leave scope out to get all.");
    };
  }

  private static JsonObject body(TokenGrant.Granted granted) {
    var body =
        JsonObject.EMPTY
            .with("access_token", granted.token())
            .with("token_type", "Bearer")
            .with("expires_in", new JsonNumber(granted.life().toSeconds()))
            .with("scope", String.join(" ", granted.scopes()));
    return granted.refresh() == null ? body : body.with("refresh_token", granted.refresh());
  }
}
