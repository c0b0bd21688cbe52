package dev.parley.app;

import dev.parley.door.aip.AipHttp;
import dev.parley.door.aip.AipHttp.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** An operation of contract §2 with a request of the right form. */
@NullMarked
record Endpoint(String scope, String method, String path, @Nullable String body) {
  private static final String READ = "api:aip-agents-read";
  private static final String WRITE = "api:aip-agents-write";
  private static final String AGENT = "/agents/" + TestServer.PLAIN;
  private static final String UUID = "12345678-1234-4678-9234-123456789abc";
  private static final String SESSION = AGENT + "/sessions/ri.aip-agents..session." + UUID;
  private static final String ASK = TestServer.ask("Hi");

  /** By the name of the operation. */
  static Map<String, Endpoint> all() {
    var all = new TreeMap<String, Endpoint>();
    all.put("getAgent", new Endpoint(READ, "GET", AGENT, null));
    all.put("listSessionsForAgents", new Endpoint(WRITE, "GET", "/agents/allSessions", null));
    all.put("listAgentVersions", new Endpoint(READ, "GET", AGENT + "/agentVersions", null));
    all.put("getAgentVersion", new Endpoint(READ, "GET", AGENT + "/agentVersions/1.0", null));
    all.put("createSession", new Endpoint(WRITE, "POST", AGENT + "/sessions", "{}"));
    all.put("deleteSession", new Endpoint(WRITE, "DELETE", SESSION, null));
    all.put("listSessions", new Endpoint(READ, "GET", AGENT + "/sessions", null));
    all.put("getSession", new Endpoint(READ, "GET", SESSION, null));
    all.put("blockingContinue", new Endpoint(WRITE, "POST", SESSION + "/blockingContinue", ASK));
    all.put("streamingContinue", new Endpoint(WRITE, "POST", SESSION + "/streamingContinue", ASK));
    all.put(
        "cancel",
        new Endpoint(WRITE, "POST", SESSION + "/cancel", "{\"messageId\":\"" + UUID + "\"}"));
    all.put("ragContext", new Endpoint(WRITE, "PUT", SESSION + "/ragContext", ASK));
    all.put(
        "updateTitle", new Endpoint(WRITE, "PUT", SESSION + "/updateTitle", "{\"title\":\"x\"}"));
    all.put("getContent", new Endpoint(READ, "GET", SESSION + "/content", null));
    all.put("getSessionTrace", new Endpoint(READ, "GET", SESSION + "/sessionTraces/" + UUID, null));
    return all;
  }

  Reply call(AipHttp client) {
    return call(client, path);
  }

  /** The same request to another path. */
  Reply call(AipHttp client, String otherPath) {
    try {
      return client.send(method, otherPath, body);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(method + " " + otherPath, failed);
    }
  }
}
