package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.file.StoredFile;
import dev.parley.http.Answer;
import dev.parley.id.WebSessionId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.FileProblem.FileMissing;
import dev.parley.problem.FileProblem.FileNameRefused;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.webagent.WebAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads a stored file as text; no URL is ever fetched (contract §2.12, decisions §3.4). */
final class FileOperations {
  /** What a preview needs; larger files are there to be downloaded. */
  static final int MOST_BYTES = 1 << 20;

  private final WebAgent agent;
  private final Files files;

  FileOperations(WebAgent agent, Files files) {
    this.agent = agent;
    this.files = files;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(
            "/v1/sessions/file", new Errors(Keys.ERROR, "Failed to get file"), this::read));
  }

  private Answer read(Call call) {
    var body = call.body();
    var url = body.text("url");
    var file = url.isPresent() ? byUrl(call, url.get()) : byName(call, body);
    if (file.bytes() > MOST_BYTES) {
      return Refusal.body(
          413,
          Keys.ERROR,
          "The file has %d bytes; at most %d are read as text. Download it by its signedUrl."
              .formatted(file.bytes(), MOST_BYTES));
    }
    return text(file)
        .<Answer>map(text -> Reply.json(200, JsonObject.EMPTY.with("content", text)))
        .orElseThrow(() ->
            Fields.unfit(
                "The file is no text in UTF-8 but %s. Download it by its signedUrl."
                    .formatted(file.mediaType())));
  }

  private StoredFile byUrl(Call call, String url) {
    return files
        .find(call.user(), url)
        .orElseThrow(() ->
            Fields.unfit(
                "url must be the signedUrl of a file of yours as it is now. Read the session or"
                    + " the documents again for a fresh one."));
  }

  private StoredFile byName(Call call, Fields body) {
    if (body.value("sessionId").isEmpty() || body.value("filename").isEmpty()) {
      throw Fields.unfit("Send either url, or sessionId and filename.");
    }
    var id = body.requiredText("sessionId");
    var name = name(body.requiredText("filename"));
    var session =
        WebSessionId.parse(id)
            .flatMap(parsed -> agent.locate(call.user(), parsed))
            .orElseThrow(() -> new ProblemException(new SessionMissing()));
    return files
        .find(session, name)
        .orElseThrow(() -> new ProblemException(new FileMissing(name.value())));
  }

  private static FileName name(String text) {
    try {
      return new FileName(text);
    } catch (IllegalArgumentException unsafe) {
      throw new ProblemException(new FileNameRefused("filename is no safe relative file name."));
    }
  }

  /** Empty for bytes that are no text. */
  private Optional<String> text(StoredFile file) {
    try (var content = files.open(file)) {
      // It may have been written again since it was found.
      var bytes = content.readNBytes(MOST_BYTES);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
