package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.file.Files;
import dev.parley.http.Answer;
import dev.parley.id.FileId;
import dev.parley.id.StrictUuid;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Users;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.session.SessionKey;
import dev.parley.webagent.WebAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of all sessions of the caller, whatever they were begun by (contract §5.3). */
final class DocumentOperations {
  private static final String DOCUMENTS = "/v1/documents";
  private static final int USUAL_LIMIT = 10;

  private final WebAgent agent;
  private final Files files;
  private final Users users;

  DocumentOperations(WebAgent agent, Files files, Users users) {
    this.agent = agent;
    this.files = files;
    this.users = users;
  }

  List<Operation> all() {
    return List.of(
        Operation.get(
            DOCUMENTS, new Errors(Keys.ERROR, "Failed to fetch documents"), call -> page(call, "")),
        Operation.get(
            DOCUMENTS + "/query",
            new Errors(Keys.ERROR, "Failed to query documents"),
            call -> page(call, call.request().query().single("searchTerm").orElse(""))),
        Operation.post(
            DOCUMENTS + "/delete",
            new Errors(Keys.MESSAGE, "Error deleting documents."),
            this::delete));
  }

  private Answer page(Call call, String search) {
    var paging = Paging.of(call.request().query(), USUAL_LIMIT);
    var found = files.list(call.user(), new Files.Query(search, paging.page(), paging.limit()));
    return Reply.json(
        200,
        new DocumentsPage(
            found.files().stream().map(each -> Document.of(each, files.url(each.file()))).toList(),
            paging.page(),
            paging.pages(found.total()),
            found.total()));
  }

  /** Whatever cannot be deleted keeps nothing else from being deleted. */
  private Answer delete(Call call) {
    var wanted = new DeleteDocumentsRequest(call.body()).bySession();
    if (users.find(call.user()).isEmpty()) {
      return Refusal.body(404, Keys.MESSAGE, "User not found.");
    }
    var results = new ArrayList<JsonValue>();
    wanted.forEach((session, ids) -> results.add(deleted(call.user(), session, ids)));
    return Reply.json(
        200,
        JsonObject.EMPTY
            .with("message", "Documents deletion completed")
            .with("results", new JsonArray(results)));
  }

  private JsonObject deleted(UserId owner, String session, Set<String> ids) {
    return WebSessionId.parse(session)
        .flatMap(id -> agent.locate(owner, id))
        .map(key -> deleted(key, session, ids))
        .orElseGet(() -> failed(session, "Session not found", List.copyOf(ids)));
  }

  private JsonObject deleted(SessionKey key, String session, Set<String> ids) {
    var gone = new ArrayList<String>();
    var missing = new ArrayList<String>();
    for (var id : ids) {
      boolean deleted =
          StrictUuid.parse(id).filter(uuid -> files.delete(key, new FileId(uuid))).isPresent();
      (deleted ? gone : missing).add(id);
    }
    return missing.isEmpty()
        ? JsonObject.EMPTY
            .with("sessionId", session)
            .with("success", new JsonBool(true))
            .with("files", texts(gone))
        : failed(session, "File not found", missing).with("deleted", texts(gone));
  }

  /** {@code files} are those that were not deleted. */
  private static JsonObject failed(String session, String error, List<String> ids) {
    return JsonObject.EMPTY
        .with("sessionId", session)
        .with("error", error)
        .with("success", new JsonBool(false))
        .with("files", texts(ids));
  }

  private static JsonArray texts(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }
}
