package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.file.BlobIndex.Owned;
import dev.parley.file.FileName;
import dev.parley.file.FileSite;
import dev.parley.file.Files.Content.Text;
import dev.parley.file.Fingerprint;
import dev.parley.file.StoredFile;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobRowsTest {
  private final Database database = TestDatabase.open();
  private final BlobRows rows = new BlobRows(database);
  @TempDir Path folder;
  private FileSite site;
  private SessionKey session;

  @BeforeEach
  void open() {
    site = new FileSite(database, folder, "http://localhost:1");
    session = site.session(account());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private UserId account() {
    var user = UserId.random();
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into account (id, kind, name, created) values (?, 'PERSON', ?, now())",
                user.value(),
                user.toString()));
    return user;
  }

  private StoredFile write(String name) {
    return site.files.write(session, new FileName(name), new Text(name));
  }

  private String picture() throws IOException {
    site.screenshots.keep(session, 1, new byte[] {1, 2}, "image/png");
    try (var keys = site.blobs.keys()) {
      return keys.filter(key -> key.contains("/screenshots/")).findFirst().orElseThrow();
    }
  }

  @Test
  void listsFilesAndPicturesOfAllUsersByKey() throws IOException {
    var files = new ArrayList<StoredFile>();
    for (int i = 0; i < 4; i++) {
      session = site.session(account());
      files.add(write("file " + i));
    }
    var picture = picture();
    var expected = Stream.concat(files.stream().map(StoredFile::blob), Stream.of(picture)).toList();
    var found = new ArrayList<String>();
    var page = rows.after("", 2);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(2);
      page.forEach(blob -> found.add(blob.key()));
      page = rows.after(found.getLast(), 2);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows.count()).isEqualTo(5);
  }

  @Test
  void tellsWhatWasWrittenDownOfABlob() throws IOException {
    var file = write("a.md");
    var picture = picture();
    assertThat(rows.after("", 9))
        .containsExactlyInAnyOrder(
            new Owned(file.blob(), "text/markdown", Optional.of(new Fingerprint(4, file.sha256()))),
            new Owned(picture, "image/png", Optional.empty()));
  }

  @Test
  void tellsStraysFromWhatIsOwnedOrBeingWrittenOrNotOurs() {
    var file = write("a");
    var user = session.owner();
    var stray = user + "/files/" + UUID.randomUUID();
    var writing = user + "/files/" + UUID.randomUUID();
    site.orphans.expect(writing, site.now.plus(Duration.ofHours(1)));
    var known =
        rows.known(
            List.of(
                file.blob(),
                stray,
                writing,
                UserId.random() + "/files/" + UUID.randomUUID(),
                user + "/other/" + UUID.randomUUID(),
                user + "/files/notes.txt",
                "-".repeat(36) + "/files/" + UUID.randomUUID(),
                "backup/of/the/house"));
    assertThat(known.owned()).extracting(Owned::key).containsExactly(file.blob());
    assertThat(known.strays()).containsExactly(stray);
    assertThat(rows.known(List.of()).owned()).isEmpty();
  }
}
