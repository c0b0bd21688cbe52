/**
 * The public suffix list, as a kept library ships it: where in a host name registrations end.
 *
 * <p>It is read at the first question, which takes a few hundred milliseconds. Names under an end
 * that no list knows are taken as if it were registered by itself, as the list's own rule says.
 */
@NullMarked
@Room(
    imports = {"login"},
    libraries = {"crawlercommons"})
package dev.parley.publicsuffix;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
