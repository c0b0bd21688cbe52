package dev.parley.chrome.cdp;

import org.jspecify.annotations.Nullable;

/** What is seen of a page: pictures, frames as they change, paper. */
public final class PageView {
  private PageView() {}

  /** A picture of what is seen now. */
  public record CaptureScreenshot(
      String format, @Nullable Integer quality, boolean optimizeForSpeed)
      implements Command<byte[]> {
    @Override
    public String method() {
      return "Page.captureScreenshot";
    }

    @Override
    public byte[] read(RawJson result) {
      return result.base64("data");
    }
  }

  /** Pictures whenever something changes, one at a time. */
  public record StartScreencast(String format, int quality, int maxWidth, int maxHeight)
      implements Command.Order {
    @Override
    public String method() {
      return "Page.startScreencast";
    }
  }

  /** No more of them. */
  public record StopScreencast() implements Command.Order {
    @Override
    public String method() {
      return "Page.stopScreencast";
    }
  }

  /** Asks for the next. */
  public record ScreencastFrameAck(long sessionId) implements Command.Order {
    @Override
    public String method() {
      return "Page.screencastFrameAck";
    }
  }

  /** Something changed; bytes are not to be changed. */
  @SuppressWarnings("ArrayRecordComponent")
  public record ScreencastFrame(byte[] picture, long ack, double width, double height) {
    public static final EventKind<ScreencastFrame> KIND =
        new EventKind<>("Page.screencastFrame", ScreencastFrame::of);

    private static ScreencastFrame of(RawJson raw) {
      var shape = raw.member("metadata").map(RawJson::fields).orElseGet(RawJson.EMPTY::fields);
      long ack = Long.parseLong(raw.member("sessionId").map(RawJson::written).orElse("0"));
      return new ScreencastFrame(
          raw.base64("data"), ack, shape.number("deviceWidth"), shape.number("deviceHeight"));
    }
  }

  /** The page as a PDF, kept as a stream of the browser. */
  public record PrintToPdf(boolean printBackground, String transferMode)
      implements Command<String> {
    @Override
    public String method() {
      return "Page.printToPDF";
    }

    @Override
    public String read(RawJson result) {
      return result.name("stream");
    }
  }
}
