package dev.parley.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.blob.BlobStores;
import dev.parley.blob.S3Address;
import dev.parley.blob.S3Front;
import dev.parley.blob.S3Front.Pass;
import dev.parley.blob.S3Server;
import dev.parley.file.Files.Content.Text;
import dev.parley.file.MoveBlobs.Fate;
import dev.parley.id.UserId;
import dev.parley.identity.Caller;
import dev.parley.identity.User;
import dev.parley.postgres.BlobRows;
import dev.parley.postgres.Database;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a directory to a bucket, as a server goes on. */
@NullUnmarked
class MoveBlobsTest {
  @TempDir private Path folder;
  private Database database;
  private FileSite site;
  private SessionKey session;
  private S3Front front;
  private BlobStock bucket;
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.open();
    site = new FileSite(database, folder, "http://localhost:1");
    session = site.session(account());
    front = new S3Front(_ -> Pass.THROUGH);
    var address = S3Address.parse(S3Server.url(S3Server.bucket(), front.port()), null);
    bucket = BlobStores.s3(address, S3Server.KEYS, () -> site.now, site.urls);
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
    front.close();
    database.close();
  }

  private UserId account() {
    var user = UserId.random();
    var ann = new User(user, Caller.Kind.PERSON, "ann", null, false, site.now, null);
    assertThat(new IdentityRows(database).users().add(ann, "")).isTrue();
    return user;
  }

  private StoredFile file(String name, String content) {
    return site.files.write(session, new FileName(name), new Text(content));
  }

  private synchronized void count(String key, Fate fate, long bytes, String why) {
    assertThat(why.isEmpty())
        .as(key + " " + why)
        .isEqualTo(fate.compareTo(Fate.THERE) <= 0 || fate == Fate.DELETED);
    fates.merge(fate, 1, Integer::sum);
  }

  private MoveBlobs move() {
    return new MoveBlobs(site.blobs, bucket, new BlobRows(database), this::count);
  }

  private Map<Fate, Integer> told() {
    var told = new EnumMap<Fate, Integer>(fates.isEmpty() ? Map.of(Fate.COPIED, 0) : fates);
    fates.clear();
    return told;
  }

  private static Set<String> keys(BlobStock store) throws IOException {
    try (var keys = store.keys()) {
      return new TreeSet<>(keys.toList());
    }
  }

  private String text(StoredFile file) throws IOException {
    try (var blob = bucket.open(file.blob()).orElseThrow()) {
      return new String(blob.content().readAllBytes(), UTF_8);
    }
  }

  @Test
  void copiesFilesAndPicturesAndTheSecondTimeNothing() throws IOException {
    var one = file("one.txt", "first");
    file("Zwölf & mehr.md", "second");
    site.screenshots.keep(session, 1, new byte[] {1, 2, 3}, "image/png");
    move().copy();
    assertThat(told()).isEqualTo(Map.of(Fate.COPIED, 3));
    assertThat(keys(bucket)).isEqualTo(keys(site.blobs)).hasSize(3);
    assertThat(text(one)).isEqualTo("first");
    move().copy();
    assertThat(told()).isEqualTo(Map.of(Fate.THERE, 3));
  }

  @Test
  void servesWhatItMovedUnderTheSameRows() throws IOException {
    var kept = file("one.txt", "first");
    move().copy();
    var moved = site.files(bucket);
    try (var content = moved.open(kept)) {
      assertThat(content.readAllBytes()).isEqualTo("first".getBytes(UTF_8));
    }
    assertThat(moved.url(kept)).startsWith("http://127.0.0.1:" + front.port() + "/bucket-");
    // what was given out before is still known
    assertThat(moved.find(session.owner(), site.files.url(kept))).contains(kept);
  }

  @Test
  void tellsWhatIsDamagedOrMissingAndCopiesTheRest() throws IOException {
    var damaged = file("damaged.txt", "as it was");
    var shorter = file("shorter.txt", "as it was");
    var missing = file("missing.txt", "gone");
    file("good.txt", "good");
    java.nio.file.Files.writeString(folder.resolve(damaged.blob()), "as it is!");
    java.nio.file.Files.writeString(folder.resolve(shorter.blob()), "as");
    java.nio.file.Files.delete(folder.resolve(missing.blob()));
    move().copy();
    assertThat(told()).isEqualTo(Map.of(Fate.COPIED, 1, Fate.DAMAGED, 2, Fate.MISSING, 1));
    assertThat(keys(bucket)).hasSize(1);
  }

  @Test
  void mendsACopyThatIsNotWhole() throws IOException {
    var file = file("one.txt", "as it is");
    var other = "as it was".getBytes(UTF_8);
    bucket.put(file.blob(), new java.io.ByteArrayInputStream(other), other.length, "text/plain");
    move().copy();
    assertThat(told()).isEqualTo(Map.of(Fate.COPIED, 1));
    assertThat(text(file)).isEqualTo("as it is");
  }

  @Test
  void removesCopiesOfWhatWasDeletedMeanwhile() throws IOException {
    var deleted = file("deleted.txt", "x");
    var kept = file("kept.txt", "y");
    move().copy();
    site.files.delete(session, deleted.id());
    bucket.put("somebody/elses/object", new java.io.ByteArrayInputStream(new byte[1]), 1, "x/y");
    told();
    site.now = site.now.plusSeconds(3600);
    site.sweep.sweep(100);
    move().tidy();
    assertThat(told()).isEqualTo(Map.of(Fate.DELETED, 1));
    assertThat(keys(bucket)).containsExactlyInAnyOrder(kept.blob(), "somebody/elses/object");
  }

  @Test
  void clearsTheFormerStoreOfWhatTheOtherHasWhole() throws IOException {
    var whole = file("whole.txt", "x");
    var late = file("late.txt", "y");
    move().copy();
    bucket.delete(late.blob());
    told();
    move().clear();
    assertThat(told()).isEqualTo(Map.of(Fate.DELETED, 1, Fate.LEFT, 1));
    assertThat(keys(site.blobs)).containsExactly(late.blob());
    assertThat(text(whole)).isEqualTo("x");
  }

  @Test
  void bringsEverythingOverThoughEveryThirdRequestFails() throws IOException {
    for (int i = 0; i < 12; i++) {
      file("file" + i, "content " + i);
    }
    front.rule(S3Front::everyThirdFails);
    move().copy();
    move().copy();
    assertThat(told()).doesNotContainKeys(Fate.MISSING, Fate.DAMAGED);
    assertThat(keys(bucket)).isEqualTo(keys(site.blobs)).hasSize(12);
  }

  @Test
  void givesUpOnAStoreThatIsGone() {
    for (int i = 0; i < 24; i++) {
      file("file" + i, "content " + i);
    }
    front.rule(_ -> Pass.CUT_BEFORE);
    assertThatThrownBy(() -> move().copy()).isInstanceOf(MoveBlobs.Hopeless.class);
    assertThat(told().keySet()).containsExactly(Fate.FAILED);
    assertThat(site.stored(session.owner())).hasSize(24);
    assertThat(site.files.quota(UserId.random()).used()).isZero();
  }
}
