/**
 * Who calls: users, their keys, OAuth clients and their tokens, and the caller of one request.
 *
 * <p>Three kinds of secret are known here, all of them only by their {@link
 * dev.parley.identity.SecretHash}: a user's own keys ({@link dev.parley.identity.UserKey}: API
 * tokens and API keys, until revoked, without limits of scope), access tokens that a client was
 * issued ({@link dev.parley.identity.AccessToken}: short, scoped) and the secrets of clients. A
 * service user stands behind every client that uses {@code client_credentials}; its name is the
 * client's id (contract aip-agents §1.3).
 *
 * <p>An account that is closed is nobody's any more: it is found nowhere, and its row waits only
 * until no node can remember it ({@link dev.parley.identity.CloseAccount}).
 *
 * <p>Not here: sign-in pages and wire forms (a door's), key material and hashing (the vault's),
 * what a scope allows (each door knows the scopes of its operations).
 */
@NullMarked
@Room(imports = {"id", "problem"})
package dev.parley.identity;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
