package dev.parley.postgres;

import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Vectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Vectors of chunks in rows, four bytes a number; those still wanted are rows without one. */
public final class VectorRows implements Vectors {
  /** Whoever took one and has not brought it by then has died. */
  private static final Duration TAKEN_FOR = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;

  public VectorRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public int want(String model) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          handle
              .createUpdate(
                  """
                  insert into chunk_vector (hash, model)
                  select distinct c.hash, :model from chunk c
                  where not exists (
                    select 1 from chunk_vector v where v.hash = c.hash and v.model = :model)
                  on conflict do nothing
                  """)
              .bind("model", model)
              .execute();
          return handle
              .createQuery(
                  "select count(*) from chunk_vector where model = :model and vector is null")
              .bind("model", model)
              .mapTo(int.class)
              .one();
        });
  }

  @Override
  public List<Wanted> claim(String model, int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    with mine as (
                      update chunk_vector set taken = :now where model = :model and hash in (
                        select hash from chunk_vector
                        where model = :model and vector is null
                          and (taken is null or taken < :lost)
                        limit :limit for update skip locked)
                      returning hash)
                    select distinct on (c.hash) c.hash, c.no, c.headings, c.text
                    from mine join chunk c on c.hash = mine.hash order by c.hash
                    """)
                .bind("model", model)
                .bind("now", clock.instant())
                .bind("lost", clock.instant().minus(TAKEN_FOR))
                .bind("limit", limit)
                .map((row, _) -> {
                  var headings = DocumentRows.headings(row.getString("headings"));
                  var chunk = new Chunk(row.getInt("no"), headings, null, row.getString("text"));
                  return new Wanted(row.getString("hash"), chunk.inContext());
                })
                .list());
  }

  @Override
  public void release(String model, Collection<String> hashes) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update chunk_vector set taken = null
                    where model = :model and hash = any(:hashes)
                    """)
                .bind("model", model)
                .bindArray("hashes", String.class, hashes)
                .execute());
  }

  @Override
  public void save(String model, Map<String, float[]> vectors) {
    database
        .jdbi()
        .useTransaction(handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  update chunk_vector set vector = :vector, taken = null
                  where hash = :hash and model = :model
                  """);
          vectors.forEach((hash, vector) ->
              batch.bind("hash", hash).bind("model", model).bind("vector", bytes(vector)).add());
          int[] _ = batch.execute();
          raise(handle, model, vectors.keySet());
        });
  }

  /** Documents that have all of their vectors now are to be taken in by indexes anew. */
  private static void raise(Handle handle, String model, Set<String> hashes) {
    int _ =
        handle
            .createUpdate(
                """
                update document d set revision = nextval('document_revision')
                where d.path in (select c.document from chunk c where c.hash = any(:hashes))
                  and not exists (
                    select 1 from chunk c
                      left join chunk_vector v on v.hash = c.hash and v.model = :model
                    where c.document = d.path and v.vector is null)
                """)
            .bind("model", model)
            .bindArray("hashes", String.class, hashes)
            .execute();
  }

  static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static float[] vector(byte[] bytes) {
    var vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
