package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Documents.Edition;
import dev.parley.knowledge.Documents.Found;
import dev.parley.knowledge.Documents.Shelved;
import dev.parley.knowledge.Vectors.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents, chunks and vectors in rows. */
class DocumentRowsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final DocumentPath A = new DocumentPath("documents/a ü.md");
  private static final DocumentPath B = new DocumentPath("documents/sub/b.pdf");
  private static final Chunk ONE = new Chunk(1, List.of("H", "\"h\""), null, "one");
  private static final Chunk TWO = new Chunk(2, List.of(), 3, "two");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final DocumentRows documents = new DocumentRows(DATABASE, () -> now);
  private final VectorRows vectors = new VectorRows(DATABASE, () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.jdbi().useHandle(handle -> handle.execute("truncate document, chunk, chunk_vector"));
  }

  private void save(DocumentPath path, String hash, Chunk... chunks) {
    documents.save(new Document(path, hash, "Title", "body of " + hash), List.of(chunks));
  }

  private long revision(DocumentPath path) {
    return Objects.requireNonNull(documents.revisions().get(path));
  }

  private Shelved shelved(DocumentPath path) {
    return documents.shelved(List.of(path), "m").getFirst();
  }

  private int rows(String table) {
    return DATABASE
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(int.class).one());
  }

  @Test
  void keepsADocumentWithItsChunks() {
    save(A, "1", ONE, TWO);
    save(B, "2");
    assertThat(documents.hashes()).isEqualTo(Map.of(A, "1", B, "2"));
    assertThat(documents.under(new DocumentPath("documents")))
        .extracting(Document::path)
        .containsExactly(A, B);
    assertThat(documents.under(new DocumentPath("documents/sub")))
        .containsExactly(new Document(B, "2", "Title", "body of 2"));
    assertThat(documents.under(B)).hasSize(1);
    assertThat(documents.under(new DocumentPath("documents/su"))).isEmpty();
    assertThat(documents.shelved(List.of(A, B), "m"))
        .containsExactly(
            new Shelved(
                A, "Title", revision(A), List.of(new Found(ONE, null), new Found(TWO, null))),
            new Shelved(B, "Title", revision(B), List.of()));
  }

  @Test
  void raisesTheRevisionOfADocumentThatChangedAndOfNoOther() {
    save(A, "1", ONE);
    save(B, "1", TWO);
    long a = revision(A);
    long b = revision(B);
    var edition = documents.edition();
    assertThat(edition).isEqualTo(new Edition(2, a + b));
    save(A, "1", TWO);
    assertThat(documents.edition()).isEqualTo(edition);
    assertThat(shelved(A).chunks()).extracting(Found::chunk).containsExactly(ONE);
    save(A, "2", TWO);
    assertThat(revision(A)).isGreaterThan(b);
    assertThat(revision(B)).isEqualTo(b);
    assertThat(shelved(A).chunks()).extracting(Found::chunk).containsExactly(TWO);
  }

  @Test
  void keepsOneVectorForTheSameTextWhereverItStands() {
    save(A, "1", ONE, TWO);
    save(B, "1", ONE);
    assertThat(vectors.want("m")).isEqualTo(2);
    var claimed = vectors.claim("m", 10);
    assertThat(claimed)
        .containsExactlyInAnyOrder(
            new Wanted(ONE.hash(), "H › \"h\"\none"), new Wanted(TWO.hash(), "two"));
    long a = revision(A);
    long b = revision(B);
    vectors.save("m", Map.of(ONE.hash(), new float[] {0.5f, -2}));
    assertThat(revision(A)).isEqualTo(a);
    assertThat(revision(B)).isGreaterThan(b);
    assertThat(shelved(B).chunks().getFirst().vector()).containsExactly(0.5f, -2);
    assertThat(documents.shelved(List.of(B), "other").getFirst().chunks().getFirst().vector())
        .isNull();
    assertThat(vectors.want("m")).isEqualTo(1);
  }

  @Test
  void givesATextToOneNodeAtATimeAndToAnotherWhenThatHasDied() {
    save(A, "1", ONE, TWO);
    assertThat(vectors.want("m")).isEqualTo(2);
    assertThat(vectors.claim("m", 1)).hasSize(1);
    assertThat(vectors.claim("m", 5)).hasSize(1);
    assertThat(vectors.claim("m", 5)).isEmpty();
    now = now.plus(Duration.ofSeconds(61));
    assertThat(vectors.claim("m", 5)).hasSize(2);
  }

  @Test
  void deletesADocumentWithVectorsThatNoOtherNeeds() {
    save(A, "1", ONE, TWO);
    save(B, "1", ONE);
    assertThat(vectors.want("m")).isEqualTo(2);
    vectors.save("m", Map.of(ONE.hash(), new float[] {1}, TWO.hash(), new float[] {1}));
    save(A, "2", ONE);
    assertThat(rows("chunk_vector")).isEqualTo(1);
    assertThat(documents.remove(List.of(A, new DocumentPath("documents/none")))).isEqualTo(1);
    assertThat(rows("chunk_vector")).isEqualTo(1);
    assertThat(documents.remove(List.of(B))).isEqualTo(1);
    assertThat(rows("chunk_vector") + rows("chunk") + rows("document")).isZero();
  }
}
