package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.Files.Content.Bytes;
import dev.parley.file.Files.Content.Local;
import dev.parley.file.Files.Content.Text;
import dev.parley.file.Files.Query;
import dev.parley.id.AgentRid;
import dev.parley.id.UserId;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import dev.parley.problem.FileProblem.FileTooLarge;
import dev.parley.problem.FileProblem.QuotaExceeded;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final FileName NOTES = new FileName("notes.md");

  @TempDir Path folder;
  private FileSite site;
  private Files files;
  private SessionKey session;

  @BeforeEach
  void open() {
    site = new FileSite(DATABASE, folder, "http://localhost:1");
    files = site.files;
    session = site.session();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static void refused(Class<? extends Problem> problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.problem()).isInstanceOf(problem));
  }

  private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
    var start = new CyclicBarrier(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      var running =
          IntStream.range(0, count)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    int _ = start.await();
                    return work.call();
                  }))
              .toList();
      for (var each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  @Test
  void readsWhatItWrote() {
    var file = files.write(session, NOTES, new Text("Grüße"));
    assertThat(site.text(file)).isEqualTo("Grüße");
    assertThat(file.bytes()).isEqualTo(7);
    assertThat(file.mediaType()).isEqualTo("text/markdown");
    assertThat(file.sha256())
        .isEqualTo("f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074");
    assertThat(file.created()).isEqualTo(site.now);
    assertThat(files.find(session, NOTES)).contains(file);
    assertThat(files.find(session, file.id())).contains(file);
    assertThat(files.list(session)).containsExactly(file);
    assertThat(files.quota(session.owner())).isEqualTo(new Files.Quota(7, 2000));
  }

  @Test
  void replacesAFileAndItsBytesButNotItsIdAndTime() {
    var first = files.write(session, NOTES, new Text("one"));
    site.now = site.now.plusSeconds(60);
    var second = files.write(session, NOTES, new Text("seven77"));
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.created()).isEqualTo(first.created());
    assertThat(site.text(second)).isEqualTo("seven77");
    assertThat(files.list(session)).containsExactly(second);
    assertThat(site.stored(session.owner())).containsExactly(second.blob());
    assertThat(files.quota(session.owner()).used()).isEqualTo(7);
    assertThat(site.orphans.due(10)).isEmpty();
  }

  @Test
  void readsTheNewBytesWhoeverFoundTheFileBefore() {
    var first = files.write(session, NOTES, new Text("one"));
    var _ = files.write(session, NOTES, new Text("two"));
    assertThat(site.text(first)).isEqualTo("two");
  }

  @Test
  void copiesAFileOfThisMachineAndLeavesIt() throws Exception {
    var local = java.nio.file.Files.writeString(folder.resolve("x"), "%PDF-1.4 …");
    var file = files.write(session, new FileName("x.bin"), new Local(local, null));
    assertThat(file.mediaType()).isEqualTo("application/pdf");
    assertThat(site.text(file)).isEqualTo("%PDF-1.4 …");
    assertThat(local).exists();
  }

  @Test
  void findsAFreeNameForWhatIsAdded() throws Exception {
    var added = atOnce(5, () -> files.add(session, NOTES, new Text("x")).name().value());
    assertThat(added)
        .containsExactlyInAnyOrder(
            "notes.md", "notes (2).md", "notes (3).md", "notes (4).md", "notes (5).md");
    assertThat(site.stored(session.owner())).hasSize(5);
  }

  @Test
  void appendsInAnyNumberOfThreadsWithoutLosingALine() throws Exception {
    var _ = atOnce(8, () -> files.append(session, NOTES, "line\n"));
    var file = files.find(session, NOTES).orElseThrow();
    assertThat(site.text(file)).isEqualTo("line\n".repeat(8));
    assertThat(site.stored(session.owner())).containsExactly(file.blob());
    assertThat(files.quota(session.owner()).used()).isEqualTo(40);
  }

  @Test
  void refusesAFileThatIsTooLargeAndKeepsTheFormer() {
    var before = files.write(session, NOTES, new Text("x".repeat(1000)));
    refused(FileTooLarge.class, () -> files.write(session, NOTES, new Text("x".repeat(1001))));
    refused(FileTooLarge.class, () -> files.append(session, NOTES, "x"));
    assertThat(files.list(session)).containsExactly(before);
    assertThat(site.stored(session.owner())).containsExactly(before.blob());
  }

  @Test
  void keepsTheQuotaOverAllSessionsOfAUserWhoeverIsQuicker() throws Exception {
    var other = site.session(session.owner());
    var outcomes =
        atOnce(
            8,
            () -> {
              try {
                return files.add(other, NOTES, new Text("x".repeat(600))).name().value();
              } catch (ProblemException refused) {
                return refused.problem().getClass().getSimpleName();
              }
            });
    assertThat(outcomes).filteredOn("QuotaExceeded"::equals).hasSize(5);
    assertThat(files.quota(session.owner()).used()).isEqualTo(1800);
    assertThat(site.stored(session.owner())).hasSize(3);
    refused(QuotaExceeded.class, () -> files.write(session, NOTES, new Text("x".repeat(201))));
    assertThat(files.write(site.session(), NOTES, new Text("x".repeat(600)))).isNotNull();
  }

  @Test
  void letsAFullUserMakeFilesSmaller() {
    for (int i = 0; i < 2; i++) {
      var _ = files.add(session, NOTES, new Text("x".repeat(1000)));
    }
    var _ = files.write(session, NOTES, new Text("x".repeat(999)));
    assertThat(files.quota(session.owner()).used()).isEqualTo(1999);
  }

  @Test
  void showsFilesToTheirOwnerOnly() {
    var file = files.write(session, NOTES, new Text("mine"));
    var stranger = new SessionKey(session.id(), UserId.random(), session.agent());
    var elsewhere = new SessionKey(session.id(), session.owner(), AgentRid.named("other"));
    for (var key : List.of(stranger, elsewhere)) {
      assertThat(files.find(key, NOTES)).isEmpty();
      assertThat(files.find(key, file.id())).isEmpty();
      assertThat(files.delete(key, file.id())).isFalse();
      refused(SessionMissing.class, () -> files.write(key, NOTES, new Text("theirs")));
    }
    assertThat(files.list(stranger)).isEmpty();
    assertThat(files.list(stranger.owner(), new Query("", 1, 10)).total()).isZero();
    assertThat(files.find(stranger.owner(), files.url(file))).isEmpty();
    assertThat(site.text(file)).isEqualTo("mine");
    assertThat(site.stored(stranger.owner())).isEmpty();
  }

  @Test
  void deletesAFileItsBytesAndItsShareOfTheQuota() {
    var file = files.write(session, NOTES, new Text("x"));
    var other = files.write(session, new FileName("other"), new Text("yy"));
    assertThat(files.delete(session, file.id())).isTrue();
    assertThat(files.delete(session, file.id())).isFalse();
    assertThat(files.list(session)).containsExactly(other);
    assertThat(site.stored(session.owner())).containsExactly(other.blob());
    assertThat(files.quota(session.owner()).used()).isEqualTo(2);
    assertThat(files.deleted(session)).containsExactly(NOTES);
    var _ = files.write(session, NOTES, new Text("again"));
    assertThat(files.deleted(session)).isEmpty();
  }

  @Test
  void listsAllFilesOfAUserNewestFirstByPagesAndSearch() {
    var web = site.webSession(session.owner());
    var more = site.webSession(session.owner()).key();
    for (int i = 0; i < 5; i++) {
      site.now = site.now.plusSeconds(1);
      var key = i % 2 == 0 ? more : web.key();
      var _ = files.write(key, new FileName("Report " + i + "%_.md"), new Text("x"));
    }
    var page = files.list(session.owner(), new Query("", 2, 2));
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.files())
        .extracting(found -> found.file().name().value())
        .containsExactly("Report 2%_.md", "Report 1%_.md");
    assertThat(page.files().getLast().webSession()).isEqualTo(web.id());
    assertThat(files.list(session.owner(), new Query("rEPORT 3%", 1, 9)).total()).isEqualTo(1);
    assertThat(files.list(session.owner(), new Query(".*", 1, 9)).total()).isZero();
    assertThat(files.list(session.owner(), new Query(web.id().value().substring(1), 1, 9)).total())
        .isEqualTo(2);
    assertThat(files.list(session.owner(), Set.of(web.key(), more))).hasSize(5);
    assertThat(files.list(session.owner(), new Query("", 9, 2)).files()).isEmpty();
  }

  @Test
  void knowsItsOwnUrlsAgainAndNoOthers() {
    var file = files.write(session, NOTES, new Text("x"));
    var url = files.url(file);
    assertThat(files.find(session.owner(), url)).contains(file);
    for (var foreign :
        List.of(
            "",
            "http://localhost:1/files/",
            "http://localhost:1/files//evil?name=%",
            url.replace("localhost:1", "localhost:2"),
            url.replace("expires=1", "expires=2"),
            "file:///etc/passwd",
            url.substring(0, url.indexOf('?')))) {
      assertThat(files.find(session.owner(), foreign)).isEmpty();
    }
    site.now = site.now.plus(KeepFiles.URL_LIFE);
    assertThat(files.find(session.owner(), url)).isEmpty();
  }

  @Test
  void keepsTheNewestPictureOfEachRoundOutsideTheQuota() {
    site.screenshots.keep(session, 1, new byte[5000], "image/png");
    site.screenshots.keep(session, 2, new byte[5000], "image/png");
    site.now = site.now.plusSeconds(1);
    site.screenshots.keep(session, 2, new byte[5001], "image/jpeg");
    var newest = site.screenshots.newest(session).orElseThrow();
    assertThat(newest.round()).isEqualTo(2);
    assertThat(newest.taken()).isEqualTo(site.now);
    assertThat(newest.url()).contains("/screenshots/", "name=screenshot.jpeg");
    assertThat(site.stored(session.owner())).hasSize(2);
    assertThat(files.quota(session.owner()).used()).isZero();
    var stranger = new SessionKey(session.id(), UserId.random(), session.agent());
    assertThat(site.screenshots.newest(stranger)).isEmpty();
    refused(
        SessionMissing.class, () -> site.screenshots.keep(stranger, 1, new byte[1], "image/png"));
    assertThat(site.stored(stranger.owner())).isEmpty();
  }

  @Test
  void keepsAUsersFileApartFromThePictureOfThatName() {
    site.screenshots.keep(session, 1, new byte[5000], "image/jpeg");
    var name = new FileName("screenshot.jpeg");
    var file = files.write(session, name, new Text("mine"));
    assertThat(site.text(file)).isEqualTo("mine");
    assertThat(site.stored(session.owner())).hasSize(2);
    assertThat(site.screenshots.newest(session).orElseThrow().url()).isNotEqualTo(files.url(file));
  }

  @Test
  void acceptsBytesThatAreNoText() {
    var bytes = new byte[] {0, 1, 2, (byte) 0xff};
    var file = files.write(session, new FileName("x.txt"), new Bytes(bytes, null));
    assertThat(file.mediaType()).isEqualTo("application/octet-stream");
    assertThat(site.text(file)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }
}
