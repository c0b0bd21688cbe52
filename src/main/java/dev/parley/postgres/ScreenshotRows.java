package dev.parley.postgres;

import dev.parley.file.ScreenshotIndex;
import dev.parley.session.SessionKey;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Screenshots in rows. */
public final class ScreenshotRows implements ScreenshotIndex {
  private static final String INSERT =
      """
      insert into screenshot (session, round, owner, blob, media_type, taken)
      values (:session, :round, :owner, :blob, :type, :now)
      on conflict (session, round) do nothing
      """;

  private static final String UPDATE =
      """
      update screenshot set blob = :blob, media_type = :type, taken = :now
      where session = :session and owner = :owner and round = :round
      """;

  private final Database database;
  private final InstantSource clock;

  public ScreenshotRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<String> keep(SessionKey session, int round, String blob, String mediaType) {
    var now = clock.instant();
    return database
        .jdbi()
        .inTransaction(handle -> {
          SessionRows.require(handle, session);
          OrphanRows.adopt(handle, blob, now);
          if (put(handle, INSERT, session, new Taken(round, blob, mediaType, now))) {
            return Optional.<String>empty();
          }
          var before =
              handle
                  .createQuery(
                      """
                      select blob from screenshot
                      where session = :session and owner = :owner and round = :round for update
                      """)
                  .bind("session", session.id().value())
                  .bind("owner", session.owner().value())
                  .bind("round", round)
                  .mapTo(String.class)
                  .findOne();
          before.ifPresent(gone -> OrphanRows.abandon(handle, gone, now));
          boolean _ = put(handle, UPDATE, session, new Taken(round, blob, mediaType, now));
          return before;
        });
  }

  private static boolean put(Handle handle, String sql, SessionKey session, Taken taken) {
    return handle
            .createUpdate(sql)
            .bind("session", session.id().value())
            .bind("round", taken.round())
            .bind("owner", session.owner().value())
            .bind("blob", taken.blob())
            .bind("type", taken.mediaType())
            .bind("now", taken.taken())
            .execute()
        > 0;
  }

  @Override
  public Optional<Taken> newest(SessionKey session) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select round, blob, media_type, taken from screenshot
                    where session = :session and owner = :owner order by round desc limit 1
                    """)
                .bind("session", session.id().value())
                .bind("owner", session.owner().value())
                .map((row, _) ->
                    new Taken(
                        row.getInt("round"),
                        row.getString("blob"),
                        row.getString("media_type"),
                        Rows.instant(row, "taken")))
                .findOne());
  }
}
