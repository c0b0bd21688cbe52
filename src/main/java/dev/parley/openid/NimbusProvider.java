package dev.parley.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.parley.identity.OpenIdProvider;
import dev.parley.identity.SignInFailed;
import dev.parley.identity.SignInFailed.Why;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A provider spoken to by Nimbus' client; its document and keys are asked for when needed. */
public final class NimbusProvider implements OpenIdProvider {
  private static final System.Logger LOG = System.getLogger(NimbusProvider.class.getName());
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MOST_KEY_BYTES = 200_000;
  private static final String EMAIL = "email";
  private static final Scope SCOPES = new Scope("openid", EMAIL, "profile");

  private final OpenIdSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Known known;

  /** What discovery has told. */
  private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

  /** One exchange with the provider. */
  @FunctionalInterface
  private interface Exchange<T> {
    T ask()
        throws GeneralException,
            ParseException,
            IOException,
            BadJOSEException,
            JOSEException,
            SignInFailed;
  }

  public NimbusProvider(OpenIdSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return settings.id();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Set<String> newcomers() {
    return settings.newcomers();
  }

  @Override
  public URI begin(Attempt attempt) throws SignInFailed {
    return told(() ->
        new AuthenticationRequest.Builder(ResponseType.CODE, SCOPES, clientId(), attempt.back())
            .endpointURI(known().metadata().getAuthorizationEndpointURI())
            .state(new State(attempt.state()))
            .nonce(new Nonce(attempt.nonce()))
            .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
            .build()
            .toURI());
  }

  @Override
  public Subject finish(String code, Attempt attempt) throws SignInFailed {
    return told(() -> {
      var tokens = tokens(code, attempt);
      JWT idToken = tokens.getOIDCTokens().getIDToken();
      if (idToken == null) {
        throw notProved("There is no ID token.");
      }
      var claims = known().validator().validate(idToken, new Nonce(attempt.nonce()));
      var email = verified(claims);
      return new Subject(
          settings.issuer().toString(),
          claims.getSubject().getValue(),
          claims.getStringClaim(EMAIL) == null
              ? verified(claims, tokens.getOIDCTokens().getAccessToken())
              : email);
    });
  }

  private OIDCTokenResponse tokens(String code, Attempt attempt)
      throws ParseException, IOException, SignInFailed, GeneralException {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), attempt.back(), new CodeVerifier(attempt.verifier()));
    var metadata = known().metadata();
    var request =
        new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(metadata), grant)
            .build();
    var response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
    if (response instanceof OIDCTokenResponse tokens) {
      return tokens;
    }
    throw notProved(
        "It refuses the code: " + response.toErrorResponse().getErrorObject().getCode());
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    var secret = new Secret(settings.clientSecret());
    var methods = metadata.getTokenEndpointAuthMethods();
    return methods != null
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretPost(clientId(), secret)
        : new ClientSecretBasic(clientId(), secret);
  }

  private static Optional<String> verified(ClaimsSet claims) {
    return Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
        ? Optional.ofNullable(claims.getStringClaim(EMAIL))
        : Optional.empty();
  }

  /** Where the token does not tell the address, the provider's own page about the person may. */
  private Optional<String> verified(IDTokenClaimsSet claims, AccessToken token)
      throws ParseException, IOException, SignInFailed, GeneralException {
    var endpoint = known().metadata().getUserInfoEndpointURI();
    if (endpoint == null) {
      return Optional.empty();
    }
    var response =
        UserInfoResponse.parse(send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
    if (!response.indicatesSuccess()) {
      throw notProved("It does not tell about the person.");
    }
    var info = response.toSuccessResponse().getUserInfo();
    if (info == null || !info.getSubject().equals(claims.getSubject())) {
      throw notProved("It tells about somebody else.");
    }
    return verified(info);
  }

  private static HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(CONNECT_MILLIS);
    request.setReadTimeout(READ_MILLIS);
    request.setFollowRedirects(false);
    return request.send();
  }

  private Known known() throws GeneralException, IOException {
    var there = known;
    if (there != null) {
      return there;
    }
    lock.lock();
    try {
      var now = known;
      if (now == null) {
        now = discover();
        known = now;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private Known discover() throws GeneralException, IOException {
    var metadata =
        OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), CONNECT_MILLIS, READ_MILLIS);
    var keys =
        JWKSourceBuilder.<SecurityContext>create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_KEY_BYTES))
            .build();
    var selector = new JWSVerificationKeySelector<>(algorithms(metadata), keys);
    return new Known(
        metadata, new IDTokenValidator(new Issuer(settings.issuer()), clientId(), selector, null));
  }

  /** Signatures by a key that only the provider has. */
  private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
    var told = Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of());
    var fit = new LinkedHashSet<JWSAlgorithm>();
    told.stream().filter(JWSAlgorithm.Family.SIGNATURE::contains).forEach(fit::add);
    if (fit.isEmpty()) {
      fit.add(JWSAlgorithm.RS256);
    }
    return fit;
  }

  private ClientID clientId() {
    return new ClientID(settings.clientId());
  }

  private <T> T told(Exchange<T> exchange) throws SignInFailed {
    try {
      return exchange.ask();
    } catch (BadJOSEException | JOSEException refused) {
      throw logged(notProved("What it says cannot be believed.", refused));
    } catch (GeneralException | IOException | IllegalArgumentException away) {
      throw logged(
          new SignInFailed(
              Why.PROVIDER_AWAY, name() + " does not answer as it should. Try again later.", away));
    } catch (SignInFailed failed) {
      throw logged(failed);
    }
  }

  private SignInFailed notProved(String reason) {
    return notProved(reason, null);
  }

  private SignInFailed notProved(String reason, @Nullable Throwable cause) {
    return new SignInFailed(
        Why.NOT_PROVED,
        name() + " did not sign you in. Begin again.",
        new IllegalStateException(reason, cause));
  }

  /** What providers say is not shown to people, and may hold nothing secret of theirs. */
  private SignInFailed logged(SignInFailed failed) {
    LOG.log(Level.WARNING, "Nobody could sign in at " + settings.issuer(), failed);
    return failed;
  }
}
