package dev.parley.chrome.cdp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Streams that a browser keeps. */
public final class Io {
  private Io() {}

  /** The next piece. */
  public record Read(String handle, int size) implements Command<Piece> {
    @Override
    public Piece read(RawJson result) {
      var fields = result.fields();
      var data = fields.text("data");
      return new Piece(
          fields.flag("base64Encoded")
              ? Base64.getDecoder().decode(data)
              : data.getBytes(StandardCharsets.UTF_8),
          fields.flag("eof"));
    }
  }

  /** Some bytes of a stream, not to be changed. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Piece(byte[] bytes, boolean last) {}

  /** Drops a stream. */
  public record Close(String handle) implements Command.Order {}
}
