/**
 * Watching a session of the web agent while it runs, and taking its browser over.
 *
 * <pre>
 * LiveTokens ─ who may watch or take over which session, for how long
 * LiveViews ─ the sessions of this node that somebody watches or has control of
 *   └n Watched ─ one of them: looks how it stands, follows its browser
 *        ├  Audience ─ the newest frame and state, and who gets them
 *        │    └n LiveView ─ one viewer, who may be slow: at most one frame waits for them
 *        └  Control ─ who has control
 *             └1 Lease ─ pauses the agent; lapses without a sign of life
 * </pre>
 *
 * <p>All viewers of a session share one stream of frames, which ends with the last of them. Whoever
 * takes control pauses the agent as the API does; their input goes to the browser between the
 * agent's steps alone. What they do is written down as events of the session: {@code live.taken},
 * {@code live.acted} with a list of {@link dev.parley.webagent.live.HandDeed}, {@code
 * live.released}. Text that is typed is never in them, only how long it is.
 *
 * <p>Leases are in the memory of the node that has the browser; with it they end, and the session
 * stays paused. Not here: how frames and input travel (door.live).
 */
@NullMarked
@Room(
    imports = {
      "browser",
      "cancel",
      "engine",
      "file",
      "id",
      "json",
      "problem",
      "secret",
      "session",
      "tool.browser",
      "trace",
      "webagent"
    })
package dev.parley.webagent.live;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
