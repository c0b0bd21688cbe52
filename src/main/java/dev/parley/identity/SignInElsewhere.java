package dev.parley.identity;

import dev.parley.id.UserId;
import dev.parley.identity.OpenIdProvider.Attempt;
import dev.parley.identity.OpenIdProvider.Subject;
import dev.parley.identity.SignInFailed.Why;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets people in whom an OpenID provider vouches for.
 *
 * <p>Who was here before is known by issuer and subject, whatever became of their address. Who was
 * not is the person whose address the provider has verified, if an administrator has written it
 * down; what people say of themselves links nothing, else an account could be laid out as a trap.
 */
public final class SignInElsewhere {
  static final int FROM_AN_ADDRESS = 30;

  private final List<OpenIdProvider> providers;
  private final Users users;
  private final IdentityLinks links;
  private final SignIn signIn;
  private final InstantSource clock;
  private final WrongTries<String> addresses;

  public SignInElsewhere(
      List<OpenIdProvider> providers,
      Users users,
      IdentityLinks links,
      SignIn signIn,
      InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.users = users;
    this.links = links;
    this.signIn = signIn;
    this.clock = clock;
    this.addresses = new WrongTries<>(clock, FROM_AN_ADDRESS);
  }

  public List<OpenIdProvider> providers() {
    return providers;
  }

  public Optional<OpenIdProvider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  /**
   * The secret for the cookie of whoever came back with that code, in clear this once.
   *
   * @param address from where; how often somebody may fail from there has a bound
   */
  public String in(OpenIdProvider provider, String code, Attempt attempt, String address)
      throws SignInFailed {
    if (addresses.wait(address).isPresent()) {
      throw new SignInFailed(Why.TOO_OFTEN, "Too many attempts failed. Try again in a minute.");
    }
    try {
      return signIn.admit(person(provider, provider.finish(code, attempt)));
    } catch (SignInFailed failed) {
      var _ = addresses.count(address);
      throw failed;
    }
  }

  private User person(OpenIdProvider provider, Subject subject) throws SignInFailed {
    var user = links.find(subject);
    if (user.isEmpty()) {
      var email = subject.email();
      if (email.isEmpty() || !User.isEmail(email.get())) {
        throw noAccount(provider.name() + " does not say that an e-mail address is yours.");
      }
      links.add(subject, byEmail(provider, email.get()).id(), clock.instant());
      user = links.find(subject);
    }
    return user.filter(found -> found.disabled() == null)
        .orElseThrow(() -> noAccount("Your account is disabled."));
  }

  private User byEmail(OpenIdProvider provider, String email) throws SignInFailed {
    var known = users.byEmail(email);
    if (known.isPresent()) {
      return known.get();
    }
    var domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!provider.newcomers().contains(domain)) {
      throw noAccount("Nobody here has the address " + email + ".");
    }
    var fresh =
        new User(UserId.random(), Caller.Kind.PERSON, email, email, false, clock.instant(), null);
    if (!User.isName(email) || !users.add(fresh, null)) {
      throw noAccount("No account can be made for " + email + ".");
    }
    return fresh;
  }

  private static SignInFailed noAccount(String message) {
    return new SignInFailed(Why.NO_ACCOUNT, message + " Ask an administrator.");
  }
}
