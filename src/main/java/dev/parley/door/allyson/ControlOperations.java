package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.id.WebSessionId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebSession.Quality;
import java.util.List;

/**
 * Pauses, resumes, stops, tells, answers, rates and deletes sessions (contract §2.5–2.10, 2.13).
 */
final class ControlOperations {
  private static final String SESSION = "/v1/sessions/{id}";

  private final WebAgent agent;

  ControlOperations(WebAgent agent) {
    this.agent = agent;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(SESSION + "/pause", failed("Failed to pause session"), this::pause),
        Operation.post(SESSION + "/resume", failed("Failed to resume session"), this::resume),
        Operation.post(SESSION + "/stop", failed("Failed to stop session"), this::stop),
        Operation.post(SESSION + "/send-message", failed("Failed to send message"), this::send),
        Operation.put(
            SESSION + "/update-human-input", failed("Failed to update human input"), this::answer),
        Operation.put(
            SESSION + "/update-response-quality",
            failed("Failed to update response quality"),
            this::rate),
        Operation.post(
            "/v1/sessions/delete-session", failed("Failed to delete session"), this::delete));
  }

  private static Errors failed(String words) {
    return new Errors(Keys.ERROR, words);
  }

  private Answer pause(Call call) {
    agent.pause(call.user(), call.session());
    return Reply.message("Session paused successfully");
  }

  private Answer resume(Call call) {
    var session = call.session();
    var message = call.body().text("message").filter(text -> !text.isBlank()).orElse(null);
    agent.resume(call.user(), session, message);
    return Reply.message("Session resumed successfully");
  }

  private Answer stop(Call call) {
    agent.stop(call.user(), call.session());
    return Reply.message("Session stopped successfully");
  }

  private Answer send(Call call) {
    var session = call.session();
    agent.send(call.user(), session, call.body().requiredText("message"));
    return Reply.message("Message sent successfully");
  }

  private Answer answer(Call call) {
    var session = call.session();
    var request = new UpdateHumanInputRequest(call.body());
    int index = request.messageIndex();
    if (index < 0) {
      throw Fields.unfit("messageIndex must be at least 0.");
    }
    var answered = agent.answer(call.user(), session, index, request.toGiven(session));
    return Reply.json(
        200, new UpdateHumanInputResponse("Updated successfully", Message.of(answered)));
  }

  private Answer delete(Call call) {
    var session =
        WebSessionId.parse(call.body().requiredText("sessionId"))
            .orElseThrow(() -> new ProblemException(new SessionMissing()));
    agent.delete(call.user(), session);
    return Reply.message("Session deleted successfully");
  }

  private Answer rate(Call call) {
    var session = call.session();
    var quality =
        switch (call.body().text("responseQuality").orElse("")) {
          case "good" -> Quality.GOOD;
          case "bad" -> Quality.BAD;
          case "noResponse" -> Quality.NO_RESPONSE;
          default -> throw Fields.unfit("responseQuality must be good, bad or noResponse.");
        };
    agent.rate(call.user(), session, quality);
    return Reply.message("Updated successfully");
  }
}
