/** Counts tokens with one tokenizer ({@code o200k_base}) for every model. */
@NullMarked
@Room(
    imports = {"model"},
    libraries = {"com.knuddels.jtokkit"})
package dev.parley.provider.tokens;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
