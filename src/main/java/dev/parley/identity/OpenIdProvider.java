package dev.parley.identity;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** An OpenID Connect provider at which people can sign in instead of here. */
public interface OpenIdProvider {
  /** What settings and addresses call it, such as {@code company}. */
  String id();

  /** What people call it. */
  String name();

  /** Domains of e-mail addresses whose people get an account when they first come. */
  Set<String> newcomers();

  /**
   * Where a browser is sent to.
   *
   * @throws SignInFailed when the provider does not answer
   */
  URI begin(Attempt attempt) throws SignInFailed;

  /**
   * Who came back with that code.
   *
   * @throws SignInFailed when the provider does not answer, or what it says cannot be believed
   */
  Subject finish(String code, Attempt attempt) throws SignInFailed;

  /**
   * What ties a browser that comes back to the one that was sent.
   *
   * @param back where it comes back to
   * @param state returned by the browser
   * @param nonce returned by the provider, signed
   * @param verifier shown to the provider with the code (PKCE)
   */
  record Attempt(URI back, String state, String nonce, String verifier) {
    public static Attempt fresh(URI back) {
      return new Attempt(back, FreshSecret.text(), FreshSecret.text(), FreshSecret.text());
    }

    @Override
    public String toString() {
      return "Attempt[" + back + "]";
    }
  }

  /**
   * Somebody as a provider knows them.
   *
   * @param id never given to anybody else there
   * @param email only if the provider says that it is theirs
   */
  record Subject(String issuer, String id, Optional<String> email) {}
}
