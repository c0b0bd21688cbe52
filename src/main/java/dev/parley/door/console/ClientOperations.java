package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.id.ClientId;
import dev.parley.identity.ManageClients;
import java.util.List;

/** Programs that ask for tokens, for administrators. */
final class ClientOperations {
  private static final String CLIENTS = "/console/v1/clients";

  private final ManageClients clients;

  ClientOperations(ManageClients clients) {
    this.clients = clients;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get(CLIENTS, gate.administrators((_, _) -> list())),
        Route.post(CLIENTS, gate.administrators((_, request) -> create(request))),
        Route.post(CLIENTS + "/{id}/secret", gate.administrators((_, request) -> renew(request))),
        Route.delete(CLIENTS + "/{id}", gate.administrators((_, request) -> remove(request))));
  }

  private Answer list() {
    return Answer.json(
        200, new ClientList(clients.list().stream().map(RegisteredClient::of).toList()));
  }

  private Answer create(Request request) {
    var asked = Gate.body(request, CreateClientRequest.class);
    return Answer.json(201, ClientWithSecret.of(clients.create(asked.toWish())));
  }

  private Answer renew(Request request) {
    return clients
        .renew(new ClientId(request.param("id")))
        .<Answer>map(renewed -> Answer.json(200, ClientWithSecret.of(renewed)))
        .orElseGet(() -> missing(request));
  }

  private Answer remove(Request request) {
    return clients.remove(new ClientId(request.param("id"))) ? Answer.empty(204) : missing(request);
  }

  private static Answer missing(Request request) {
    return Refusal.missing(
        "There is no client " + request.param("id") + ". './parley clients list' shows all.");
  }
}
