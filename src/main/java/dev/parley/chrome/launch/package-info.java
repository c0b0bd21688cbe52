/**
 * Finds a Chromium and runs it, contained, as a child that cannot outlive us.
 *
 * <pre>
 * &lt;temporary folder&gt;/parley-browsers-&lt;random&gt;/        removed at our end, or by the next start after a kill
 *   chromium-&lt;random&gt;/                               of the unprivileged user, 0700
 *     profile/  home/                                fresh
 *     files/                                         downloads and uploads of its sessions
 * &lt;temporary folder&gt;/parley-browsers-&lt;random&gt;.lock  held as long as we live
 * </pre>
 *
 * <p>Chromium keeps its sandbox, runs as user 65534 when we are root, and hangs on a pipe to us:
 * when we die, however, the pipe closes and it ends. All traffic outside a session's own proxy
 * fails.
 */
@NullMarked
@Room(imports = {"chrome.cdp"})
package dev.parley.chrome.launch;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
