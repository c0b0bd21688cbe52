/**
 * What a user has set for all sessions and for being told of them, kept sealed as a whole.
 *
 * <p>Global variables may be passwords and the addresses of notifications let anybody send some, so
 * nothing of a profile stands in a row in clear. A user who has set nothing has the usual profile.
 *
 * <p>Not here: who somebody is (identity), what a session makes of the variables (webagent), how a
 * profile is shown (a door's).
 */
@NullMarked
@Room(imports = {"id", "json", "problem", "secret"})
package dev.parley.profile;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
