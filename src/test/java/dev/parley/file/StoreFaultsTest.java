package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.blob.BlobStores;
import dev.parley.blob.S3Address;
import dev.parley.blob.S3Front;
import dev.parley.blob.S3Front.Pass;
import dev.parley.blob.S3Server;
import dev.parley.file.FileSite.Opening;
import dev.parley.file.Files.Content.Text;
import dev.parley.id.UserId;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a store fails at, rows, bytes and quota end up telling the same. */
class StoreFaultsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final int FILES = 12;
  private static final List<Pass> FAULTS = List.of(Pass.BUSY, Pass.CUT_BEFORE, Pass.CUT_AFTER);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void leaveADirectoryWithWhatItsUserHas() {
    var calls = new AtomicInteger();
    check(
        (urls, _) -> BlobStores.directory(folder, urls),
        real -> new FailingBlobs(real, () -> calls.incrementAndGet() % 3 == 0));
    assertThat(calls.get()).isGreaterThan(3 * FILES);
  }

  @Test
  void leaveABucketWithWhatItsUserHas() throws IOException {
    // three in a row fail, since the client of the store tries three times
    try (var front = new S3Front(n -> n % 9 < 3 ? FAULTS.get(n % 3) : Pass.THROUGH)) {
      var address = S3Address.parse(S3Server.url(S3Server.bucket(), front.port()), null);
      check(
          (urls, clock) -> BlobStores.s3(address, S3Server.KEYS, clock, urls),
          real -> new FailingBlobs(real, () -> false));
      assertThat(front.requests()).isGreaterThan(3 * FILES);
    }
  }

  /** What stands before a store of blobs. */
  @FunctionalInterface
  private interface Before {
    Blobs of(Blobs real);
  }

  private void check(Opening store, Before before) {
    var site = new FileSite(DATABASE, folder, "http://localhost:1", store);
    var files = site.files(before.of(site.blobs));
    var owner = UserId.random();
    var session = site.session(owner);
    int failed = 0;
    for (int i = 0; i < FILES; i++) {
      var name = new FileName("file" + i % 5);
      var text = new Text("x".repeat(10 + i));
      failed += stubbornly(() -> files.write(session, name, text));
      failed += stubbornly(() -> files.url(files.find(session, name).orElseThrow()));
      if (i % 3 == 2) {
        failed += stubbornly(() -> delete(files, session, name));
      }
    }
    assertThat(failed).isPositive();
    site.now = site.now.plusSeconds(7200);
    sweptClean(site, owner, session);
  }

  private static boolean delete(Files files, SessionKey session, FileName name) {
    var there = files.find(session, name);
    there.ifPresent(file -> files.delete(session, file.id()));
    return there.isPresent();
  }

  /** Again until it is done, as callers are told to; how often it was not. */
  private static int stubbornly(Callable<?> work) {
    for (int failures = 0; ; failures++) {
      try {
        assertThat(work.call()).isNotNull();
        return failures;
      } catch (ProblemException refused) {
        assertThat(refused.problem()).isInstanceOf(Unavailable.class);
        assertThat(failures).isLessThan(9);
      } catch (Exception other) {
        throw new AssertionError(other);
      }
    }
  }

  private static void sweptClean(FileSite site, UserId owner, SessionKey session) {
    for (int i = 0; i < 9; i++) {
      site.sweep.sweep(100);
    }
    var rows = site.files.list(session);
    var blobs = new TreeSet<String>();
    rows.forEach(file -> blobs.add(file.blob()));
    assertThat(site.stored(owner)).isEqualTo(blobs).isNotEmpty();
    long bytes = rows.stream().mapToLong(StoredFile::bytes).sum();
    assertThat(site.files.quota(owner).used()).isEqualTo(bytes);
    assertThat(rows).allMatch(whole(site));
  }

  private static Predicate<StoredFile> whole(FileSite site) {
    return file -> site.text(file).length() == file.bytes();
  }
}
