package dev.parley.postgres;

import dev.parley.file.FileIndex;
import dev.parley.file.FileName;
import dev.parley.file.Files.Found;
import dev.parley.file.Files.Listed;
import dev.parley.file.Files.Query;
import dev.parley.file.StoredFile;
import dev.parley.id.AgentRid;
import dev.parley.id.FileId;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.FileProblem.QuotaExceeded;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Files in rows.
 *
 * <p>Whoever changes files locks their session, then the owner's storage, then the files: in this
 * order nobody waits for somebody who waits for them, and a quota is never passed by two at once.
 */
public final class FileRows implements FileIndex {
  /** Files of web sessions, and what a search looks for in them. */
  private static final String FOUND =
      """
       from file f join web_session w on w.session = f.session
      where f.owner = :owner and (:search = '' or strpos(lower(f.name), lower(:search)) > 0
        or strpos(w.id, lower(:search)) > 0)
      """;

  /** A file goes, its name is remembered, its bytes are free again, its session has changed. */
  private static final String DELETE =
      """
      with gone as (
        delete from file
        where id = :id and session = :session and owner = :owner
          and agent = :agent
        returning session, name, bytes, blob
      ), marked as (
        insert into deleted_file (session, name, at)
        select session, name, :now from gone
        on conflict (session, name) do update set at = excluded.at
      ), freed as (
        update storage set used = greatest(0, used - gone.bytes) from gone
        where owner = :owner
      ), shown as (
        update web_session set updated = :now
        where session in (select session from gone)
      )
      select blob from gone
      """;

  private final Database database;
  private final InstantSource clock;

  public FileRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Kept> keep(Entry entry, Expected expected, long allowed) {
    var session = entry.session();
    var now = clock.instant();
    return database
        .jdbi()
        .inTransaction(handle -> {
          SessionRows.require(handle, session);
          lockStorage(handle, session.owner());
          var before = find(handle, session, entry.name());
          if (!isAsExpected(expected, before)) {
            return Optional.<Kept>empty();
          }
          count(handle, entry, before, allowed);
          OrphanRows.adopt(handle, entry.written().blob(), now);
          before.ifPresent(file -> OrphanRows.abandon(handle, file.blob(), now));
          var file = before.isPresent() ? replace(handle, entry) : insert(handle, entry, now);
          return Optional.of(new Kept(file, before.map(StoredFile::blob)));
        });
  }

  private static boolean isAsExpected(Expected expected, Optional<StoredFile> before) {
    return switch (expected) {
      case Expected.Whatever _ -> true;
      case Expected.Nothing _ -> before.isEmpty();
      case Expected.Exactly(var blob) -> before.map(StoredFile::blob).equals(Optional.of(blob));
    };
  }

  private static void lockStorage(Handle handle, UserId owner) {
    handle.execute(
        "insert into storage (owner, used) values (?, 0) on conflict do nothing", owner.value());
    handle.execute("select 1 from storage where owner = ? for update", owner.value());
  }

  private static void count(Handle handle, Entry entry, Optional<StoredFile> before, long allowed) {
    long more = entry.written().bytes() - before.map(StoredFile::bytes).orElse(0L);
    int counted =
        handle
            .createUpdate(
                """
                update storage set used = used + :more
                where owner = :owner and (:more <= 0 or used + :more <= :allowed)
                """)
            .bind("owner", entry.session().owner().value())
            .bind("more", more)
            .bind("allowed", allowed)
            .execute();
    if (counted == 0) {
      throw new ProblemException(new QuotaExceeded(allowed));
    }
  }

  private static StoredFile insert(Handle handle, Entry entry, Instant now) {
    var session = entry.session();
    int _ =
        handle
            .createUpdate("delete from deleted_file where session = :session and name = :name")
            .bind("session", session.id().value())
            .bind("name", entry.name().value())
            .execute();
    return handle
        .createQuery(
            """
            insert into file (id, session, owner, agent, name, blob, bytes, media_type, sha256,
              created)
            values (:id, :session, :owner, :agent, :name, :blob, :bytes, :type, :sha256, :now)
            returning *
            """)
        .bind("id", FileId.random().value())
        .bind("session", session.id().value())
        .bind("owner", session.owner().value())
        .bind("agent", session.agent().value())
        .bind("name", entry.name().value())
        .bind("blob", entry.written().blob())
        .bind("bytes", entry.written().bytes())
        .bind("type", entry.written().mediaType())
        .bind("sha256", entry.written().sha256())
        .bind("now", now)
        .map((row, _) -> file(row))
        .one();
  }

  private static StoredFile replace(Handle handle, Entry entry) {
    return handle
        .createQuery(
            """
            update file set blob = :blob, bytes = :bytes, media_type = :type, sha256 = :sha256
            where session = :session and owner = :owner and name = :name
            returning *
            """)
        .bind("session", entry.session().id().value())
        .bind("owner", entry.session().owner().value())
        .bind("name", entry.name().value())
        .bind("blob", entry.written().blob())
        .bind("bytes", entry.written().bytes())
        .bind("type", entry.written().mediaType())
        .bind("sha256", entry.written().sha256())
        .map((row, _) -> file(row))
        .one();
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileName name) {
    return database.jdbi().withHandle(handle -> find(handle, session, name));
  }

  private static Optional<StoredFile> find(Handle handle, SessionKey session, FileName name) {
    return handle
        .createQuery(
            """
            select * from file
            where session = :session and owner = :owner and agent = :agent and name = :name
            """)
        .bind("session", session.id().value())
        .bind("owner", session.owner().value())
        .bind("agent", session.agent().value())
        .bind("name", name.value())
        .map((row, _) -> file(row))
        .findOne();
  }

  @Override
  public Optional<StoredFile> find(SessionKey session, FileId id) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select * from file
                    where id = :id and session = :session and owner = :owner and agent = :agent
                    """)
                .bind("id", id.value())
                .bind("session", session.id().value())
                .bind("owner", session.owner().value())
                .bind("agent", session.agent().value())
                .map((row, _) -> file(row))
                .findOne());
  }

  @Override
  public Optional<StoredFile> find(UserId owner, String blob) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select * from file where blob = :blob and owner = :owner")
                .bind("blob", blob)
                .bind("owner", owner.value())
                .map((row, _) -> file(row))
                .findOne());
  }

  @Override
  public List<StoredFile> list(UserId owner, Set<SessionKey> sessions) {
    var ids = sessions.stream().map(key -> key.id().value()).toList();
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select * from file where session = any(:sessions) and owner = :owner
                    order by session, created, id
                    """)
                .bindArray("sessions", UUID.class, ids)
                .bind("owner", owner.value())
                .map((row, _) -> file(row))
                .list());
  }

  @Override
  public Listed list(UserId owner, Query query) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          long total =
              handle
                  .createQuery("select count(*)" + FOUND)
                  .bind("owner", owner.value())
                  .bind("search", query.search())
                  .mapTo(Long.class)
                  .one();
          var files =
              handle
                  .createQuery(
                      "select f.*, w.id as web_session"
                          + FOUND
                          + "order by f.created desc, f.id limit :limit offset :before")
                  .bind("owner", owner.value())
                  .bind("search", query.search())
                  .bind("limit", query.limit())
                  .bind("before", (query.page() - 1L) * query.limit())
                  .map((row, _) ->
                      new Found(file(row), new WebSessionId(row.getString("web_session"))))
                  .list();
          return new Listed(files, total);
        });
  }

  @Override
  public Optional<String> delete(SessionKey session, FileId id) {
    var now = clock.instant();
    return database
        .jdbi()
        .inTransaction(handle -> {
          if (!SessionRows.hold(handle, session)) {
            return Optional.<String>empty();
          }
          lockStorage(handle, session.owner());
          var blob =
              handle
                  .createQuery(DELETE)
                  .bind("id", id.value())
                  .bind("session", session.id().value())
                  .bind("owner", session.owner().value())
                  .bind("agent", session.agent().value())
                  .bind("now", now)
                  .mapTo(String.class)
                  .findOne();
          blob.ifPresent(gone -> OrphanRows.abandon(handle, gone, now));
          return blob;
        });
  }

  /**
   * Deletes what sessions own that have just been deleted in the same transaction; the sweep
   * deletes its bytes.
   */
  static void forget(Handle handle, List<UUID> sessions, Instant now) {
    if (sessions.isEmpty()) {
      return;
    }
    var _ =
        handle
            .createQuery(
                """
                select owner from storage
                where owner in (select owner from file where session = any(:sessions))
                order by owner for update
                """)
            .bindArray("sessions", UUID.class, sessions)
            .mapTo(UUID.class)
            .list();
    int _ =
        handle
            .createUpdate(
                """
                with gone as (
                  delete from file where session = any(:sessions) returning owner, bytes, blob
                ), pictures as (
                  delete from screenshot where session = any(:sessions) returning blob
                ), freed as (
                  update storage s set used = greatest(0, s.used - g.bytes)
                  from (select owner, sum(bytes) as bytes from gone group by owner) g
                  where s.owner = g.owner
                )
                insert into orphan (blob, due)
                select blob, cast(:now as timestamptz) from (
                  select blob from gone union all select blob from pictures) left_over
                """)
            .bindArray("sessions", UUID.class, sessions)
            .bind("now", now)
            .execute();
  }

  @Override
  public Set<FileName> deleted(SessionKey session) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select d.name from deleted_file d join session s on s.id = d.session
                    where s.id = :session and s.owner = :owner and s.agent = :agent
                    """)
                .bind("session", session.id().value())
                .bind("owner", session.owner().value())
                .bind("agent", session.agent().value())
                .mapTo(String.class)
                .map(FileName::new)
                .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public long used(UserId owner) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select used from storage where owner = :owner")
                .bind("owner", owner.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  private static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(
        new FileId(Rows.uuid(row, "id")),
        new SessionKey(
            new SessionId(Rows.uuid(row, "session")),
            new UserId(Rows.uuid(row, "owner")),
            new AgentRid(row.getString("agent"))),
        new FileName(row.getString("name")),
        row.getLong("bytes"),
        row.getString("media_type"),
        row.getString("sha256"),
        Rows.instant(row, "created"),
        row.getString("blob"));
  }
}
