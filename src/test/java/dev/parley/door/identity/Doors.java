package dev.parley.door.identity;

import dev.parley.identity.OpenIdProvider;
import dev.parley.identity.SignInElsewhere;
import dev.parley.identity.TestIdentity;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** The identity door of a test's identity. */
@NullMarked
final class Doors {
  private Doors() {}

  static IdentityDoor of(
      TestIdentity identity, List<OpenIdProvider> providers, Supplier<String> base) {
    var signIn = identity.signIn();
    var elsewhere =
        new Elsewhere(
            identity.ask,
            new SignInElsewhere(
                providers, identity.rows.users(), identity.rows.links(), signIn, identity.clock),
            new Outing(identity.sealer, identity.clock),
            base);
    return new IdentityDoor(
        new TokenEndpoint(identity.clients, identity.issue, identity.exchange, identity.revoke),
        new Pages(identity.ask, signIn, new FormGuard(content -> content), elsewhere, base),
        elsewhere);
  }
}
