/**
 * Runs a PostgreSQL of our own under the data directory, for a server without a database URL.
 *
 * <p>Not for: talking SQL (the rooms above do), external databases, upgrades between major
 * versions.
 *
 * <pre>
 * &lt;data directory&gt;/postgres/
 *   lock                  held as long as a server uses the folder; its text is the holder's pid
 *   programs-&lt;crc&gt;-&lt;size&gt;/  initdb and postgres with their libraries, unpacked once
 *   cluster/              the database files; cluster.new until they are complete
 *   password              of the roles parley and postgres, 0600
 *   port                  on 127.0.0.1, tried again at the next start
 *   postgres.log          this start's log; postgres.log.1 is what came before
 * </pre>
 *
 * <p>PostgreSQL lives in a session of its own, so a terminal's Ctrl-C reaches us alone and we shut
 * down in order. If we are killed it goes on; the next start stops it, and nothing is lost. It
 * never runs as root: root hands it to user 65534 where that user can reach the folder, else to an
 * unprivileged user namespace.
 */
@NullMarked
@Room(libraries = {"org.apache.commons.compress"})
package dev.parley.postgres.embedded;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
