package dev.parley.door.aip;

import dev.parley.agent.Agents;
import dev.parley.agent.FindVersion;
import dev.parley.agent.VersionNumber;
import dev.parley.http.Answer;
import dev.parley.http.PageSize;
import dev.parley.http.PageTokens;
import java.util.List;

/** Reads agents and their versions (contract §2.1, §2.3, §2.4). */
final class AgentOperations {
  private static final int PAGE = 100;

  private final Agents agents;
  private final FindVersion versions;
  private final PageTokens tokens;

  AgentOperations(Agents agents, FindVersion versions, PageTokens tokens) {
    this.agents = agents;
    this.versions = versions;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        Operation.read(Operation.AGENT, this::get),
        Operation.read(Operation.AGENT + "/agentVersions", this::listVersions),
        Operation.read(Operation.AGENT + "/agentVersions/{agentVersionString}", this::getVersion));
  }

  private Answer get(Call call) {
    var version = call.request().query().single("version").orElse(null);
    return Answer.json(200, Agent.of(versions.find(call.agent(), version)));
  }

  private Answer getVersion(Call call) {
    var version = call.request().param("agentVersionString");
    return Answer.json(200, AgentVersion.of(versions.find(call.agent(), version).number()));
  }

  private Answer listVersions(Call call) {
    var query = call.request().query();
    int size = PageSize.of(query, PAGE, PAGE);
    var listing = call.listing("agentVersions");
    var before =
        query
            .single("pageToken")
            .map(token -> tokens.cursor(listing, token))
            .flatMap(VersionNumber::parse);
    var found = agents.versions(call.agent(), before.orElse(null), size + 1);
    if (found.isEmpty()) {
      versions.requireAgent(call.agent());
    }
    var page = Page.of(found, size);
    return Answer.json(
        200,
        new ListAgentVersionsResponse(
            page.data().stream().map(AgentVersion::of).toList(),
            page.last().map(last -> tokens.issue(listing, last.toString())).orElse(null)));
  }
}
