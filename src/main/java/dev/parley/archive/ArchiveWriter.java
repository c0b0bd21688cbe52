package dev.parley.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.file.CheckedContent;
import dev.parley.json.Json;
import dev.parley.secret.Signer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes an archive from its beginning to its end. */
final class ArchiveWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final Seal seal;
  private final long seconds;
  private int number;

  ArchiveWriter(OutputStream to, Signer signer, Index.Manifest manifest) throws IOException {
    this.out = new BufferedOutputStream(new Fast(to), BUFFER);
    this.seal = new Seal(signer, manifest.archive());
    this.seconds = manifest.made().getEpochSecond();
    write(manifest);
  }

  /** Most of the bytes are pictures, which do not get smaller. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  void write(Index index) throws IOException {
    var json = Json.bytes(index);
    var line = HexFormat.of().formatHex(seal.of(number, json)) + "\n";
    var header = new TarHeader(name(number), line.length() + (long) json.length);
    out.write(header.block(seconds));
    out.write(line.getBytes(US_ASCII));
    out.write(json);
    pad(header);
    number++;
  }

  static String name(int number) {
    return "%06d.json".formatted(number);
  }

  static String name(Index.Blob blob) {
    return "blobs/" + blob.key();
  }

  static String name(Index.Rows rows, int number) {
    return "tables/%s/%06d".formatted(rows.table(), number);
  }

  void write(Index.Blob blob, InputStream content) throws IOException {
    write(blob);
    content(new TarHeader(name(blob), blob.bytes()), new CheckedContent(content, blob.sha256()));
  }

  void write(Index.Rows rows, InputStream content) throws IOException {
    write(rows);
    content(
        new TarHeader(name(rows, number - 1), rows.bytes()),
        new CheckedContent(content, rows.sha256()));
  }

  private void content(TarHeader header, CheckedContent content) throws IOException {
    out.write(header.block(seconds));
    try {
      if (content.transferTo(out) != header.bytes()) {
        throw new CheckedContent.Other();
      }
    } catch (CheckedContent.Other changed) {
      throw new ArchiveFault(header.name() + " changed while it was read. Export again.", changed);
    }
    pad(header);
  }

  private void pad(TarHeader header) throws IOException {
    out.write(new byte[header.padding()]);
  }

  /** After the last index; what is closed without it is no whole archive. */
  void finish() throws IOException {
    out.write(new byte[2 * TarHeader.BLOCK]);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
