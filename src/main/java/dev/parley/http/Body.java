package dev.parley.http;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.BodyTooLarge;
import dev.parley.problem.RequestProblem.Malformed;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The body of one request, read within bounds.
 *
 * <p>Helidon takes a chunk whole, however large its announced size. So each size is looked at on
 * the connection before Helidon may read that chunk.
 */
final class Body {
  /** How much of an unread body is read away so that the connection can be used again. */
  private static final long SMALL = 256 * 1024;

  private static final int LONGEST_SIZE_LINE = 32;

  private enum Framing {
    NONE,
    SIZED,
    CHUNKED,
    /** Lengths that contradict each other or mean nothing: where the body ends is unknown. */
    UNCLEAR
  }

  private final RoutingRequest request;
  private final Connection connection;
  private final Framing framing;
  private final long length;
  private final BodyMemory memory;
  private boolean begun;
  private boolean finished;
  private long held;

  Body(RoutingRequest request, Connection connection, BodyMemory memory) {
    this.request = request;
    this.connection = connection;
    this.memory = memory;
    this.framing = framing(request);
    this.length = framing == Framing.SIZED ? request.headers().contentLength().orElse(0) : 0;
    this.finished = framing == Framing.NONE;
  }

  private static Framing framing(RoutingRequest request) {
    var headers = request.headers();
    var lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      return lengths.isEmpty() && headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)
          ? Framing.CHUNKED
          : Framing.UNCLEAR;
    }
    if (lengths.isEmpty()) {
      return Framing.NONE;
    }
    if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
      return Framing.UNCLEAR;
    }
    return Long.parseLong(lengths.getFirst()) == 0 ? Framing.NONE : Framing.SIZED;
  }

  boolean present() {
    return framing != Framing.NONE;
  }

  /** {@code Malformed} when nobody can say where the body ends. */
  void requireClearFraming() {
    if (framing == Framing.UNCLEAR) {
      throw new ProblemException(
          new Malformed("Send either one Content-Length or Transfer-Encoding: chunked."));
    }
  }

  byte[] read(int limit) {
    requireClearFraming();
    if (framing == Framing.NONE) {
      return new byte[0];
    }
    if (begun) {
      throw new IllegalStateException("The body was read before");
    }
    if (length > limit) {
      throw new ProblemException(new BodyTooLarge(limit));
    }
    held += memory.take(length);
    begun = true;
    try (var _ = connection.deadline(length, Connection.BODY_TIME)) {
      // asking for the stream is what tells a client that waits for "100 Continue" to go on
      var stream = request.content().inputStream();
      return framing == Framing.SIZED ? sized(stream) : chunked(stream, limit);
    } catch (InsufficientDataAvailableException | ServerConnectionException gone) {
      throw new ClientGone("the body ended early");
    } catch (RequestException | IncorrectNewLineException bad) {
      throw new ProblemException(new Malformed("The chunks of the body cannot be read."));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] sized(InputStream stream) throws IOException {
    var bytes = exactly((int) length, stream);
    finished = true;
    return bytes;
  }

  private byte[] chunked(InputStream stream, int limit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int size = nextChunk(limit); size > 0; size = nextChunk(limit)) {
      if (bytes.size() + (long) size > limit) {
        throw new ProblemException(new BodyTooLarge(limit));
      }
      held += memory.take(bytes.size() + (long) size - held);
      bytes.writeBytes(exactly(size, stream));
    }
    if (stream.read() >= 0) {
      throw new ProblemException(new Malformed("The chunks of the body cannot be read."));
    }
    finished = true;
    return bytes.toByteArray();
  }

  /** Never asks for zero bytes, as {@code readNBytes(int)} does: that would take the next chunk. */
  private static byte[] exactly(int size, InputStream stream) throws IOException {
    var bytes = new byte[size];
    if (stream.readNBytes(bytes, 0, size) < size) {
      throw new ClientGone("the body ended early");
    }
    return bytes;
  }

  private int nextChunk(int limit) {
    var line = connection.peekLine(LONGEST_SIZE_LINE);
    if (!line.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProblemException(new Malformed("A chunk of the body has no proper size."));
    }
    long size = Long.parseLong(line, 16);
    if (size > limit) {
      throw new ProblemException(new BodyTooLarge(limit));
    }
    return (int) size;
  }

  /** Nobody holds it any more. */
  void release() {
    memory.give(held);
    held = 0;
  }

  /** Whether the connection can be used for another request, now or after {@link #skip}. */
  boolean canBeSkipped() {
    return finished || (framing == Framing.SIZED && !begun && length <= SMALL && !awaitsContinue());
  }

  /** Whether bytes of it are still on their way or in the connection. */
  boolean unread() {
    return !finished;
  }

  /** Reads away what nobody asked for. */
  void skip() {
    if (finished) {
      return;
    }
    try (var _ = connection.deadline(length, Connection.SKIP_TIME)) {
      request.content().consume();
      finished = true;
    } catch (InsufficientDataAvailableException | ServerConnectionException gone) {
      throw new ClientGone("the body ended early");
    }
  }

  private boolean awaitsContinue() {
    return request.headers().contains(HeaderValues.EXPECT_100);
  }
}
