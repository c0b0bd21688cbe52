/**
 * Ports for keeping and signing (sealed at rest, bound to an owner, signed to be known again), and
 * the masking of what is secret.
 *
 * <p>Not here: keys and algorithms (the vault's), who may have which secret (its owner's room).
 */
@NullMarked
@Room
package dev.parley.secret;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
