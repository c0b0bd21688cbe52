package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.DyingBlobs.Killed;
import dev.parley.file.DyingBlobs.Moment;
import dev.parley.file.FileIndex.Expected.Whatever;
import dev.parley.file.Files.Content.Text;
import dev.parley.id.UserId;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of files when processes die and sessions go. */
class FileEndsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final FileName NOTES = new FileName("notes.md");

  @TempDir Path folder;
  private FileSite site;
  private SessionKey session;

  @BeforeEach
  void open() {
    site = new FileSite(DATABASE, folder, "http://localhost:1");
    session = site.session();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private void sweepAll() {
    while (site.sweep.sweep(3) == 3) {}
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void leavesAWholeFileAndNoBytesBesideItWheneverAWriteIsCutOff(Moment moment) {
    var _ = site.files.write(session, NOTES, new Text("former"));
    var dying = site.files(new DyingBlobs(site.blobs, moment));
    assertThatThrownBy(() -> dying.write(session, NOTES, new Text("latter")))
        .isInstanceOf(Killed.class);

    var file = site.files.find(session, NOTES).orElseThrow();
    boolean written = moment == Moment.BEFORE_DELETE || moment == Moment.AFTER_DELETE;
    assertThat(site.text(file)).isEqualTo(written ? "latter" : "former");
    assertThat(site.files.quota(session.owner()).used()).isEqualTo(6);
    site.now = site.now.plus(StoreBlob.WRITING);
    sweepAll();
    assertThat(site.stored(session.owner())).containsExactly(file.blob());
    assertThat(site.orphans.due(10)).isEmpty();
  }

  @Test
  void leavesBytesOnTheirWayInToWhoeverIsWritingThem() {
    var dying = site.files(new DyingBlobs(site.blobs, Moment.AFTER_PUT));
    assertThatThrownBy(() -> dying.write(session, NOTES, new Text("x"))).isInstanceOf(Killed.class);
    site.now = site.now.plus(StoreBlob.WRITING).minusSeconds(1);
    sweepAll();
    assertThat(site.stored(session.owner())).hasSize(1);
  }

  @Test
  void takesNothingInThatTookTooLongToWrite() {
    site.orphans.expect("a/files/b", site.now.plus(StoreBlob.WRITING));
    var written = new FileIndex.Written("a/files/b", 1, "text/plain", "");
    var entry = new FileIndex.Entry(session, NOTES, written);
    site.now = site.now.plus(StoreBlob.WRITING);
    assertThatThrownBy(() -> site.index.keep(entry, new Whatever(), 100))
        .hasMessageContaining("took too long");
    assertThat(site.files.list(session)).isEmpty();
    assertThat(site.files.quota(session.owner()).used()).isZero();
  }

  @Test
  void deletesFilesAndPicturesWithTheirSession() {
    var file = site.files.write(session, NOTES, new Text("x"));
    var deleted = site.files.write(session, new FileName("b"), new Text("yy"));
    assertThat(site.files.delete(session, deleted.id())).isTrue();
    site.screenshots.keep(session, 1, new byte[10], "image/png");
    site.now = site.now.plus(Duration.ofHours(23));
    var kept = site.files.write(site.session(session.owner()), NOTES, new Text("kept"));
    assertThat(site.stored(session.owner())).hasSize(3);
    site.now = site.now.plus(Duration.ofHours(2));
    assertThat(site.sessions.sweep(1000)).isPositive();

    assertThat(site.files.find(session, file.id())).isEmpty();
    assertThat(site.screenshots.newest(session)).isEmpty();
    assertThat(site.files.deleted(session)).isEmpty();
    assertThat(site.files.quota(session.owner()).used()).isEqualTo(4);
    sweepAll();
    assertThat(site.stored(session.owner())).containsExactly(kept.blob());
  }

  @Test
  void deletesFilesWithASessionThatSomebodyDeletes() {
    var _ = site.files.write(session, NOTES, new Text("x"));
    site.screenshots.keep(session, 1, new byte[10], "image/png");
    var stranger = new SessionKey(session.id(), UserId.random(), session.agent());
    assertThat(site.turns.delete(stranger)).isEmpty();
    assertThat(site.names(session)).containsExactly("notes.md");

    assertThat(site.turns.delete(session)).isPresent();
    assertThat(site.names(session)).isEmpty();
    sweepAll();
    assertThat(site.stored(session.owner())).isEmpty();
    assertThat(site.files.quota(session.owner()).used()).isZero();
  }

  @Test
  void deletesFilesWithAWebSessionThatNeverBegan() {
    var key = site.webSession(session.owner()).key();
    var _ = site.files.write(key, NOTES, new Text("x"));
    site.webSessions.discard(key);
    sweepAll();
    assertThat(site.stored(session.owner())).isEmpty();
  }

  @Test
  void comesBackLaterToWhatCannotBeDeletedNow() throws IOException {
    var file = site.files.write(session, NOTES, new Text("x"));
    var place = folder.resolve(file.blob());
    java.nio.file.Files.delete(place);
    // what is no blob is not deleted, as if the disk refused it
    java.nio.file.Files.createDirectory(place);
    var other = site.files.write(session, new FileName("b"), new Text("y"));
    assertThat(site.index.delete(session, file.id())).isPresent();
    assertThat(site.index.delete(session, other.id())).isPresent();
    sweepAll();
    assertThat(site.stored(session.owner())).isEmpty();
    assertThat(site.orphans.due(10)).isEmpty();
    site.now = site.now.plus(Duration.ofMinutes(5));
    assertThat(site.orphans.due(10)).containsExactly(file.blob());
  }

  @Test
  void clearsAwayWhatAKilledProcessHadBegunToWrite() throws IOException {
    var incoming = folder.resolve(".incoming");
    var old = java.nio.file.Files.writeString(incoming.resolve("old"), "half");
    var fresh = java.nio.file.Files.writeString(incoming.resolve("fresh"), "half");
    assertThat(old.toFile().setLastModified(0)).isTrue();
    var _ = new FileSite(DATABASE, folder, "http://localhost:1");
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void letsNobodyElseOnTheMachineRead() throws IOException {
    var file = site.files.write(session, NOTES, new Text("x"));
    try (var paths = java.nio.file.Files.walk(folder)) {
      for (var inside : paths.filter(java.nio.file.Files::isDirectory).toList()) {
        var rights = java.nio.file.Files.getPosixFilePermissions(inside);
        assertThat(PosixFilePermissions.toString(rights)).isEqualTo("rwx------");
      }
    }
    var blob = java.nio.file.Files.getPosixFilePermissions(folder.resolve(file.blob()));
    assertThat(PosixFilePermissions.toString(blob)).isEqualTo("rw-------");
  }
}
