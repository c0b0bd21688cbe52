package dev.parley.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.archive.Index.Manifest;
import dev.parley.file.CheckedContent;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.secret.Signer;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads an archive once, part by part; each index is trusted only after its signature. */
public final class ArchiveReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** An index is some hundred bytes. */
  private static final int LONGEST_INDEX = 1 << 20;

  private static final int SIGNATURE = 64;

  private final InputStream in;
  private final Piece first;
  private final Manifest manifest;
  private @Nullable Seal seal;
  private int number;

  /** An index as it stands there. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(String signature, byte[] json) {}

  /**
   * Reads how the archive begins, which is not to be trusted before {@link #verify}.
   *
   * @throws ArchiveFault if it is none, or of a newer form
   */
  public ArchiveReader(InputStream archive) throws IOException {
    this.in = new Whole(unpacked(archive));
    this.first = piece();
    this.manifest = manifest(first.json);
  }

  private static InputStream unpacked(InputStream archive) throws IOException {
    try {
      return new GZIPInputStream(archive, BUFFER);
    } catch (ZipException | EOFException other) {
      throw noArchive(other);
    }
  }

  private static ArchiveFault noArchive(Exception other) {
    return new ArchiveFault(
        "This is no archive of Parley's. Name a file that './parley export' has made.", other);
  }

  /** The end of the bytes before the end of the archive is told as what it is. */
  private static final class Whole extends FilterInputStream {
    Whole(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int read = super.read(into, offset, length);
        if (read < 0) {
          throw new EOFException();
        }
        return read;
      } catch (EOFException cut) {
        throw new ArchiveFault(
            "The archive ends in the middle. Copy it again, or take another one.", cut);
      } catch (ZipException broken) {
        throw ArchiveFault.damaged("it cannot be unpacked");
      }
    }

    @Override
    public long skip(long count) throws IOException {
      return read(new byte[(int) Math.min(count, BUFFER)]);
    }
  }

  private static Manifest manifest(byte[] json) {
    try {
      var tree = Json.read(json, JsonObject.class);
      if (tree.get("format").orElse(null) instanceof JsonNumber written
          && written.value().compareTo(BigDecimal.valueOf(Index.FORMAT)) > 0) {
        throw new ArchiveFault(
            "The archive was made by a newer Parley, which this one cannot read. Import it with"
                + " that version or a later one.");
      }
      return Json.read(tree, Manifest.class);
    } catch (MalformedJson | WrongShape other) {
      throw noArchive(other);
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Takes a key for that of this archive.
   *
   * @throws ArchiveFault if the archive was not made with it as it is
   */
  public void verify(Signer signer) {
    seal = new Seal(signer, manifest.archive());
    require(first, seal);
    number = 1;
  }

  private void require(Piece piece, Seal by) {
    var signature = piece.signature.getBytes(US_ASCII);
    var right = HexFormat.of().formatHex(by.of(number, piece.json)).getBytes(US_ASCII);
    if (!MessageDigest.isEqual(signature, right)) {
      throw ArchiveFault.damaged(
          "part %d is not as it was exported, or not of this archive".formatted(number));
    }
  }

  /** What comes next; its content, if it has any, must be read before the one after it. */
  Index next() throws IOException {
    if (seal == null) {
      throw new IllegalStateException("nobody has verified the archive");
    }
    var piece = piece();
    require(piece, seal);
    number++;
    try {
      return Json.read(piece.json, Index.class);
    } catch (MalformedJson | WrongShape unknown) {
      throw new ArchiveFault(
          "The archive holds something this version does not know. Import it with the version it"
              + " was made with, Parley "
              + manifest.parley()
              + ".",
          unknown);
    }
  }

  private Piece piece() throws IOException {
    var header = header(ArchiveWriter.name(number));
    if (header.bytes() <= SIGNATURE || header.bytes() > LONGEST_INDEX) {
      throw ArchiveFault.damaged("a part of it has no description");
    }
    var bytes = in.readNBytes((int) header.bytes());
    in.skipNBytes(header.padding());
    if (bytes[SIGNATURE] != '\n') {
      throw ArchiveFault.damaged("a part of it has no description");
    }
    var json = new byte[bytes.length - SIGNATURE - 1];
    System.arraycopy(bytes, SIGNATURE + 1, json, 0, json.length);
    return new Piece(new String(bytes, 0, SIGNATURE, US_ASCII), json);
  }

  private TarHeader header(String expected) throws IOException {
    var header =
        TarHeader.read(in).orElseThrow(() -> ArchiveFault.damaged("its end comes too early"));
    if (!header.name().equals(expected)) {
      throw number == 0
          ? noArchive(new IOException(expected + " comes first"))
          : ArchiveFault.damaged("something else stands in the place of " + expected);
    }
    return header;
  }

  /** A use of the bytes behind an index. */
  @FunctionalInterface
  interface Use {
    void of(InputStream content) throws IOException;
  }

  void content(Index.Blob blob, Use use) throws IOException {
    content(new TarHeader(ArchiveWriter.name(blob), blob.bytes()), blob.sha256(), use);
  }

  void content(Index.Rows rows, Use use) throws IOException {
    content(new TarHeader(ArchiveWriter.name(rows, number - 1), rows.bytes()), rows.sha256(), use);
  }

  private void content(TarHeader expected, String sha256, Use use) throws IOException {
    if (!header(expected.name()).equals(expected)) {
      throw ArchiveFault.damaged(expected.name() + " has another length");
    }
    try (var content = new CheckedContent(new Limited(in, expected.bytes()), sha256)) {
      use.of(content);
      // whoever was content with less has not seen whether it is right
      content.transferTo(OutputStream.nullOutputStream());
    } catch (CheckedContent.Other changed) {
      throw ArchiveFault.damaged(expected.name() + " is not as it was exported");
    }
    in.skipNBytes(expected.padding());
  }

  /** So many bytes of the archive and no more. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() {
      // the archive goes on behind it
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
