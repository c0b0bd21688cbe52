package dev.parley.door.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.door.files.ByteRange.Part;
import dev.parley.file.Blobs;
import dev.parley.file.Blobs.Blob;
import dev.parley.file.Shown;
import dev.parley.file.SignedUrls;
import dev.parley.file.SignedUrls.Ticket;
import dev.parley.file.StoreFailed;
import dev.parley.http.Answer;
import dev.parley.http.Cors;
import dev.parley.http.Fault;
import dev.parley.http.Output;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.StreamBroken;
import dev.parley.http.Surface;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes behind signed URLs, as routes of the server. */
public final class FilesDoor implements Surface {
  private static final Logger LOG = LoggerFactory.getLogger(FilesDoor.class);
  private static final int PIECE = 1 << 16;

  /** Nothing of it runs, loads anything, or has our origin. */
  private static final String SANDBOX =
      "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  /** A browser's own viewer of PDF does not open in a sandbox; it gives scripts no page. */
  private static final String VIEWER =
      "default-src 'none'; object-src 'self'; style-src" + " 'unsafe-inline'";

  private final Blobs blobs;
  private final SignedUrls urls;

  public FilesDoor(Blobs blobs, SignedUrls urls) {
    this.blobs = blobs;
    this.urls = urls;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public String prefix() {
    return "/files";
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(SignedUrls.PREFIX + "{owner}/{kind}/{blob}", this::serve));
  }

  @Override
  public Optional<Cors> cors() {
    return Optional.of(
        new Cors(
            Set.of("*"),
            List.of("Accept-Ranges", "Content-Disposition", "Content-Range", "ETag"),
            false));
  }

  private Answer serve(Request request) {
    var ticket = ticket(request);
    return switch (urls.check(ticket)) {
      case VALID -> found(request, ticket);
      case EXPIRED -> refusal(403, "This link has expired. Ask for the file again to get another.");
      case FORGED -> refusal(403, "This link is not as it was given out. Copy it whole.");
    };
  }

  private static Ticket ticket(Request request) {
    var query = request.query();
    return new Ticket(
        request.param("owner") + "/" + request.param("kind") + "/" + request.param("blob"),
        query.single("name").orElse(""),
        query.single("type").orElse(""),
        query.single("expires").orElse(""),
        query.single("signature").orElse(""));
  }

  private Answer found(Request request, Ticket ticket) {
    // the bytes of a key never change, so the key tells them from all others
    var tag = '"' + ticket.key().substring(ticket.key().lastIndexOf('/') + 1) + '"';
    try {
      var blob = blobs.open(ticket.key());
      if (blob.isEmpty()) {
        return refusal(404, "This file has been deleted or written anew.");
      }
      request.onEnd(() -> close(blob.get()));
      var headers = headers(ticket, tag);
      return request.headers("If-None-Match").contains(tag)
          ? new Answer.Empty(304, headers)
          : answer(ticket, blob.get(), range(request, tag, blob.get()), headers);
    } catch (IOException failed) {
      throw StoreFailed.doing("reading the blob " + ticket.key(), failed);
    }
  }

  private static Answer answer(
      Ticket ticket, Blob blob, ByteRange range, Map<String, String> headers) {
    return switch (range) {
      case ByteRange.Whole _ -> streamed(200, ticket, blob, new Part(0, blob.bytes() - 1), headers);
      case Part part -> {
        headers.put(
            "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + blob.bytes());
        yield streamed(206, ticket, blob, part, headers);
      }
      case ByteRange.Unsatisfiable _ -> {
        headers.put("Content-Range", "bytes */" + blob.bytes());
        yield new Answer.Empty(416, headers);
      }
    };
  }

  private static Answer streamed(
      int status, Ticket ticket, Blob blob, Part part, Map<String, String> headers) {
    var type = Shown.as(ticket.filename(), ticket.mediaType()).contentType();
    long length = part.last() - part.first() + 1;
    headers.put("Content-Length", Long.toString(length));
    return new Answer.Streamed(
        status, type, headers, output -> copy(blob, part.first(), length, output));
  }

  private static ByteRange range(Request request, String tag, Blob blob) {
    boolean same = request.headers("If-Range").stream().allMatch(tag::equals);
    return same && request.headers("Range").size() == 1
        ? ByteRange.of(request.headers("Range").getFirst(), blob.bytes())
        : new ByteRange.Whole();
  }

  private static Map<String, String> headers(Ticket ticket, String tag) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(
        Map.of(
            "Accept-Ranges", "bytes",
            "Cache-Control", "private, no-cache",
            "Content-Disposition", Shown.as(ticket.filename(), ticket.mediaType()).disposition(),
            "Content-Security-Policy",
                ticket.mediaType().equals("application/pdf") ? VIEWER : SANDBOX,
            "Cross-Origin-Resource-Policy", "cross-origin",
            "ETag", tag,
            "Referrer-Policy", "no-referrer"));
    return headers;
  }

  private static void copy(Blob blob, long first, long length, Output output) {
    try {
      blob.content().skipNBytes(first);
      long left = length;
      while (left > 0) {
        var piece = blob.content().readNBytes((int) Math.min(PIECE, left));
        if (piece.length == 0) {
          throw new StreamBroken("the blob is shorter than it was");
        }
        output.write(piece);
        left -= piece.length;
      }
    } catch (IOException failed) {
      throw new StreamBroken("the blob cannot be read: " + failed);
    }
  }

  private static void close(Blob blob) {
    try {
      blob.close();
    } catch (IOException failed) {
      LOG.warn("a blob did not close: {}", failed.toString());
    }
  }

  @Override
  public Answer unknownPath(Request request) {
    return refusal(404, "There is no such file.");
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return fault
        .problem()
        .map(FilesDoor::refusal)
        .orElseGet(() -> refusal(500, "The file cannot be read now. Try again later."));
  }

  private static Answer refusal(Problem problem) {
    return switch (problem) {
      case AccessProblem.Unavailable away -> refusal(503, away.message());
      case AccessProblem access -> refusal(403, access.message());
      // whatever cannot be read is no link that was given out here
      case RequestProblem bad -> refusal(403, bad.message());
      case FileProblem missing -> refusal(404, missing.message());
      case AgentProblem other -> refusal(500, other.message());
      case SessionProblem other -> refusal(500, other.message());
      case LiveProblem other -> refusal(500, other.message());
      case TurnProblem other -> refusal(500, other.message());
    };
  }

  private static Answer refusal(int status, String message) {
    return new Answer.Bytes(
        status, "text/plain; charset=utf-8", (message + "\n").getBytes(UTF_8), new HashMap<>());
  }
}
