/**
 * People who sign in at an OpenID Connect provider: discovery, the way there, codes, ID tokens.
 *
 * <pre>
 * begin   discovery (once) → the provider's authorization endpoint, with state, nonce, PKCE
 * finish  code → ID token: signature by the provider's published keys (never a shared secret,
 *         never none), issuer, audience, time, nonce → subject, and an address if it is verified
 * </pre>
 *
 * <p>Not here: pages and cookies (the identity door's), who gets an account (the identity room's).
 */
@NullMarked
@Room(
    imports = {"identity"},
    libraries = {"com.nimbusds"})
package dev.parley.openid;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
