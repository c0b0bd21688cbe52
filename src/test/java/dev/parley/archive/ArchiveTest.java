package dev.parley.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.archive.Index.Manifest;
import dev.parley.blob.BlobStores;
import dev.parley.file.BlobStock;
import dev.parley.file.SignedUrls;
import dev.parley.secret.Signer;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final Signer SIGNER = signer(1);

  @TempDir private Path folder;
  private final Held held = new Held();
  private final Held taken = new Held();
  private final List<String> troubles = new ArrayList<>();
  private BlobStock from;
  private BlobStock to;

  private static Signer signer(int of) {
    var bytes = new byte[32];
    bytes[0] = (byte) of;
    var setting = Base64.getEncoder().encodeToString(bytes);
    return new Vault(ServerKey.load(setting, Path.of("unused"), true)).signer("archive");
  }

  @BeforeEach
  void fill() throws IOException {
    from = stock("from");
    to = stock("to");
    put("u/files/one", "The first file.");
    put("u/files/two", "x".repeat(3 * BLOCK));
    held.rows.put("account", List.of("Ada", "Grace"));
    held.rows.put("empty", List.of());
    held.numbers.put("event_seq", 17L);
  }

  private BlobStock stock(String name) {
    return BlobStores.directory(
        folder.resolve(name), new SignedUrls(content -> content, Instant::now, () -> ""));
  }

  private void put(String key, String content) throws IOException {
    var bytes = content.getBytes(UTF_8);
    from.put(key, new ByteArrayInputStream(bytes), bytes.length, "text/plain");
    held.owned.put(key, "text/plain");
  }

  private final Progress progress =
      new Progress() {
        @Override
        public void blob(long bytes) {}

        @Override
        public void rows(String table, long rows, long bytes) {}

        @Override
        public void trouble(String line) {
          troubles.add(line);
        }
      };

  private byte[] made(int format, String id) throws IOException {
    var making = new MakeArchive(held, from, progress);
    var out = new ByteArrayOutputStream();
    var manifest =
        new Manifest(
            format, id, "1.0", held.schema(), Instant.EPOCH, held.key(), null, making.amounts());
    var _ = making.write(out, SIGNER, manifest);
    return out.toByteArray();
  }

  private byte[] made() throws IOException {
    return made(Index.FORMAT, "an-id");
  }

  private void takeIn(byte[] archive) throws IOException {
    takeIn(new ByteArrayInputStream(archive), SIGNER);
  }

  private void takeIn(InputStream archive, Signer signer) throws IOException {
    try (var reader = new ArchiveReader(archive)) {
      reader.verify(signer);
      var _ = new TakeIn(taken, to, progress).read(reader);
    }
  }

  private static byte[] unpacked(byte[] archive) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] packed(byte[] tar) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(tar);
    }
    return out.toByteArray();
  }

  private void refused(byte[] archive, String why) {
    assertThatThrownBy(() -> takeIn(archive))
        .isInstanceOf(ArchiveFault.class)
        .hasMessageContaining(why);
    assertThat(taken.committed).isFalse();
  }

  @Test
  void bringsEverythingOver() throws Exception {
    takeIn(made());
    assertThat(taken.committed).isTrue();
    assertThat(taken.rows).isEqualTo(Map.of("account", List.of("Ada", "Grace")));
    assertThat(taken.numbers).containsEntry("event_seq", 17L);
    assertThat(taken.expected).containsExactly("u/files/one", "u/files/two");
    for (var key : held.owned.keySet()) {
      assertThat(to.fingerprint(key)).isPresent().isEqualTo(from.fingerprint(key));
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void carriesRowsInPortionsOfBoundedLength() throws Exception {
    var random = new Random(7);
    var long1 = "%0900000x".formatted(random.nextLong());
    held.rows.put("step", Collections.nCopies(12, long1));
    var archive = made();
    assertThat(new String(unpacked(archive), UTF_8).split("tables/step/", -1)).hasSize(4);
    takeIn(archive);
    assertThat(taken.rows.get("step")).isEqualTo(held.rows.get("step"));
  }

  @Test
  void leavesOutRowsOfFilesThatWereDeletedMeanwhile() throws Exception {
    held.owned.put("u/files/gone", "gone/now");
    held.rows.put("file", List.of("u/files/gone", "u/files/one"));
    takeIn(made());
    assertThat(taken.rows.get("file")).containsExactly("u/files/one");
    assertThat(troubles).isEmpty();
  }

  @Test
  void namesFilesWhoseBytesAreNowhere() throws Exception {
    held.owned.put("u/files/lost", "text/plain");
    held.rows.put("file", List.of("u/files/lost"));
    takeIn(made());
    assertThat(taken.rows.get("file")).containsExactly("u/files/lost");
    assertThat(troubles).singleElement().asString().startsWith("missing: u/files/lost");
  }

  @Test
  void refusesWhatIsCutOffWhereverThatIs() throws Exception {
    var archive = made();
    for (int length = 0; length < archive.length - 30; length += 17) {
      var cut = Arrays.copyOf(archive, length);
      assertThatThrownBy(() -> takeIn(cut)).isInstanceOf(ArchiveFault.class);
    }
    var tar = unpacked(archive);
    for (int length = BLOCK; length < tar.length - 3 * BLOCK; length += BLOCK) {
      var cut = packed(Arrays.copyOf(tar, length));
      assertThatThrownBy(() -> takeIn(cut)).isInstanceOf(ArchiveFault.class);
    }
    assertThat(taken.committed).isFalse();
  }

  @Test
  void refusesEveryChangedByteOfWhatItHolds() throws Exception {
    var tar = unpacked(made());
    for (int at = 0; at < tar.length - 2 * BLOCK; at += 29) {
      // what fills the blocks is read by nobody
      if (tar[at] != 0) {
        var changed = tar.clone();
        changed[at] ^= 1;
        refused(packed(changed), "");
      }
    }
  }

  @Test
  void refusesWhatAnotherKeyHasSigned() throws Exception {
    var archive = made();
    assertThatThrownBy(() -> takeIn(new ByteArrayInputStream(archive), signer(2)))
        .isInstanceOf(ArchiveFault.class)
        .hasMessageContaining("part 0 is not as it was exported");
  }

  @Test
  void refusesPartsOfAnotherArchiveOfTheSameServer() throws Exception {
    var one = unpacked(made(Index.FORMAT, "id-one"));
    var two = unpacked(made(Index.FORMAT, "id-two"));
    System.arraycopy(two, 2 * BLOCK, one, 2 * BLOCK, one.length - 2 * BLOCK);
    refused(packed(one), "is not as it was exported, or not of this archive");
  }

  @Test
  void refusesEntriesThatLeadElsewhereOrAreNoFiles() throws Exception {
    var tar = unpacked(made());
    int second = 2 * BLOCK;
    refused(with(tar, second, new TarHeader("../../etc/passwd", 10), '0'), "in the place of");
    refused(with(tar, second, new TarHeader("/etc/passwd", 10), '0'), "in the place of");
    refused(with(tar, second, new TarHeader("000001.json", 10), '2'), "no plain file");
    refused(with(tar, second, new TarHeader("000001.json", 10), 'L'), "no plain file");
    refused(with(tar, 0, new TarHeader("readme.txt", 200), '0'), "no archive of Parley's");
  }

  private static byte[] with(byte[] tar, int at, TarHeader header, char kind) throws IOException {
    var changed = tar.clone();
    var block = header.block(0);
    int sum = Integer.parseInt(new String(block, 148, 6, UTF_8), 8) - '0' + kind;
    block[156] = (byte) kind;
    System.arraycopy("%06o".formatted(sum).getBytes(UTF_8), 0, block, 148, 6);
    System.arraycopy(block, 0, changed, at, BLOCK);
    return packed(changed);
  }

  /** Gigabytes of nothing in some kilobytes: what they claim is refused before it is unpacked. */
  @Test
  void refusesWhatWouldUnpackToMoreThanItsServerHasSignedFor() throws Exception {
    var tar = unpacked(made());
    refused(
        with(tar, 2 * BLOCK, new TarHeader("000001.json", (1L << 33) - 1), '0'),
        "has no description");
    int blob = 4 * BLOCK;
    refused(with(tar, blob, new TarHeader("blobs/u/files/one", 1L << 32), '0'), "another length");
  }

  @Test
  void refusesANewerFormAndWhatIsNoArchive() throws Exception {
    refused(made(Index.FORMAT + 1, "an-id"), "was made by a newer Parley");
    refused("no archive".getBytes(UTF_8), "This is no archive of Parley's");
    refused(new byte[0], "This is no archive of Parley's");
    refused(packed(new byte[10 * BLOCK]), "its end comes too early");
    refused(packed("text".repeat(1000).getBytes(UTF_8)), "");
  }
}
