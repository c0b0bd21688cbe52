package dev.parley.postgres;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Documents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Documents and their chunks in rows; with the last chunk of a text its vectors go, too. */
public final class DocumentRows implements Documents {
  private final Database database;
  private final InstantSource clock;

  public DocumentRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Map<DocumentPath, String> hashes() {
    return database
        .jdbi()
        .withHandle(handle -> {
          var hashes = new HashMap<DocumentPath, String>();
          handle
              .createQuery("select path, hash from document")
              .map((row, _) ->
                  hashes.put(new DocumentPath(row.getString("path")), row.getString("hash")))
              .list();
          return hashes;
        });
  }

  @Override
  public void save(Document document, List<Chunk> chunks) {
    database
        .jdbi()
        .useTransaction(handle -> {
          if (upsert(handle, document)) {
            var before = deleteChunks(handle, document.path());
            insert(handle, document.path(), chunks);
            deleteVectors(handle, before);
          }
        });
  }

  /** Whether anything changed; of two who save the same, the second has to do nothing. */
  private boolean upsert(Handle handle, Document document) {
    return handle
            .createUpdate(
                """
                insert into document (path, hash, title, body, read)
                values (:path, :hash, :title, :body, :now)
                on conflict (path) do update
                set hash = excluded.hash, title = excluded.title, body = excluded.body,
                  read = excluded.read, revision = excluded.revision
                where document.hash <> excluded.hash
                """)
            .bind("path", document.path().value())
            .bind("hash", document.hash())
            .bind("title", document.title())
            .bind("body", document.body())
            .bind("now", clock.instant())
            .execute()
        > 0;
  }

  /** Their hashes. */
  private static List<String> deleteChunks(Handle handle, DocumentPath path) {
    return handle
        .createQuery("delete from chunk where document = :path returning hash")
        .bind("path", path.value())
        .mapTo(String.class)
        .list();
  }

  private static void insert(Handle handle, DocumentPath path, List<Chunk> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            insert into chunk (document, no, headings, page, text, hash)
            values (:path, :no, cast(:headings as jsonb), :page, :text, :hash)
            """);
    for (var chunk : chunks) {
      batch
          .bind("path", path.value())
          .bind("no", chunk.no())
          .bind("headings", Json.print(chunk.headings()))
          .bind("page", chunk.page())
          .bind("text", chunk.text())
          .bind("hash", chunk.hash())
          .add();
    }
    batch.execute();
  }

  private static void deleteVectors(Handle handle, Collection<String> hashes) {
    int _ =
        handle
            .createUpdate(
                """
                delete from chunk_vector v
                where v.hash = any(:hashes) and not exists (
                  select 1 from chunk c where c.hash = v.hash)
                """)
            .bindArray("hashes", String.class, hashes)
            .execute();
  }

  @Override
  public int remove(Collection<DocumentPath> paths) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          var hashes =
              handle
                  .createQuery("delete from chunk where document = any(:paths) returning hash")
                  .bindArray("paths", String.class, values(paths))
                  .mapTo(String.class)
                  .list();
          deleteVectors(handle, hashes);
          return handle
              .createUpdate("delete from document where path = any(:paths)")
              .bindArray("paths", String.class, values(paths))
              .execute();
        });
  }

  private static List<String> values(Collection<DocumentPath> paths) {
    return paths.stream().map(DocumentPath::value).toList();
  }

  @Override
  public List<Document> under(DocumentPath folder) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select path, hash, title, body from document
                    where path = :folder or starts_with(path, :folder || '/') order by path
                    """)
                .bind("folder", folder.value())
                .map((row, _) ->
                    new Document(
                        new DocumentPath(row.getString("path")),
                        row.getString("hash"),
                        row.getString("title"),
                        row.getString("body")))
                .list());
  }

  @Override
  public Edition edition() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*), coalesce(sum(revision), 0) from document")
                .map((row, _) -> new Edition(row.getLong(1), row.getLong(2)))
                .one());
  }

  @Override
  public Map<DocumentPath, Long> revisions() {
    return database
        .jdbi()
        .withHandle(handle -> {
          var revisions = new HashMap<DocumentPath, Long>();
          handle
              .createQuery("select path, revision from document")
              .map((row, _) ->
                  revisions.put(new DocumentPath(row.getString("path")), row.getLong("revision")))
              .list();
          return revisions;
        });
  }

  /** A chunk of a document, or a document without any. */
  private record Line(DocumentPath path, String title, long revision, @Nullable Found found) {
    static Line of(ResultSet row) throws SQLException {
      return new Line(
          new DocumentPath(row.getString("path")),
          row.getString("title"),
          row.getLong("revision"),
          row.getObject("no") == null ? null : DocumentRows.found(row));
    }
  }

  @Override
  public List<Shelved> shelved(Collection<DocumentPath> paths, String model) {
    var lines =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select d.path, d.title, d.revision, c.no, c.headings, c.page, c.text,
                          v.vector
                        from document d
                          left join chunk c on c.document = d.path
                          left join chunk_vector v on v.hash = c.hash and v.model = :model
                        where d.path = any(:paths) order by d.path, c.no
                        """)
                    .bind("model", model)
                    .bindArray("paths", String.class, values(paths))
                    .map((row, _) -> Line.of(row))
                    .list());
    return lines.stream()
        .collect(Collectors.groupingBy(Line::path, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(DocumentRows::shelved)
        .toList();
  }

  private static Shelved shelved(List<Line> lines) {
    var first = lines.getFirst();
    var chunks = lines.stream().map(Line::found).filter(Objects::nonNull).toList();
    return new Shelved(first.path(), first.title(), first.revision(), chunks);
  }

  private static Found found(ResultSet row) throws SQLException {
    var vector = row.getBytes("vector");
    return new Found(
        new Chunk(
            row.getInt("no"),
            headings(row.getString("headings")),
            row.getObject("page", Integer.class),
            row.getString("text")),
        vector == null ? null : VectorRows.vector(vector));
  }

  static List<String> headings(String json) {
    return ((JsonArray) Json.parse(json))
        .elements().stream().map(heading -> ((JsonText) heading).value()).toList();
  }
}
