package dev.parley.door.console;

import dev.parley.file.Inventory;
import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.util.List;
import java.util.regex.Pattern;

/** The blobs of all users, for whoever moves them to another store. */
final class BlobOperations {
  private static final int PAGE = 500;
  private static final int MOST_KEYS = 1000;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/-]{0,900}");

  private final Inventory inventory;

  BlobOperations(Inventory inventory) {
    this.inventory = inventory;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/blobs", gate.administrators((_, request) -> list(request))),
        Route.post(
            "/console/v1/blobs/known",
            gate.administrators((_, request) -> known(Gate.body(request, BlobsFound.class)))));
  }

  private Answer list(Request request) {
    var after = request.query().single("after").orElse("");
    if (!KEY.matcher(after).matches()) {
      throw new ProblemException(
          new RequestProblem.Malformed("after is no key of a blob; take next of the page before."));
    }
    var blobs = inventory.index().after(after, PAGE);
    return Answer.json(
        200,
        new BlobList(
            inventory.address(),
            after.isEmpty() ? inventory.index().count() : null,
            blobs.stream().map(BlobList.Blob::of).toList(),
            blobs.size() < PAGE ? null : blobs.getLast().key()));
  }

  private Answer known(BlobsFound found) {
    if (found.keys().size() > MOST_KEYS
        || !found.keys().stream().allMatch(key -> KEY.matcher(key).matches())) {
      throw new ProblemException(
          new RequestProblem.WrongShape("Ask about " + MOST_KEYS + " keys of blobs at most."));
    }
    return Answer.json(200, BlobsKnown.of(inventory.index().known(found.keys())));
  }
}
