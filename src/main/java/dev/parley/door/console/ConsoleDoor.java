package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Fault;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The console's operations as routes of the server. */
public final class ConsoleDoor implements Surface {
  private final List<Route> routes;

  public ConsoleDoor(ConsoleParts parts) {
    var gate = new Gate(parts.callers());
    var workspace = new WorkspaceOperations(parts.workspace());
    this.routes =
        Stream.of(
                workspace.routes(gate),
                new KeyOperations(parts.keys()).routes(gate),
                new UserOperations(parts.users(), parts.people()).routes(gate),
                new ClientOperations(parts.clients()).routes(gate),
                new RunOperations(parts.runs().agent(), parts.runs().hands()).routes(gate),
                new BlobOperations(parts.blobs()).routes(gate))
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String prefix() {
    return "/console";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return fault.problem().map(Refusal::of).orElseGet(() -> Refusal.internal(fault.instanceId()));
  }

  @Override
  public Answer unknownPath(Request request) {
    return Refusal.missing("There is nothing at " + request.path() + " on this server.");
  }

  @Override
  public Answer wrongMethod(Request request, Set<String> allowed) {
    return Refusal.wrongMethod(request.method(), allowed);
  }
}
