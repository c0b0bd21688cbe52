/** The hand that stops work under way: a token that closes what it was given. */
@NullMarked
@Room
package dev.parley.cancel;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
