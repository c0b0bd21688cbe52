package dev.parley.problem;

import dev.parley.id.AgentRid;
import dev.parley.id.FunctionRid;

/** The agent, its version, or what that version is configured with. */
public sealed interface AgentProblem extends Problem {
  /** No such agent, or none this caller can see. */
  record AgentMissing(String agent) implements AgentProblem {
    @Override
    public String message() {
      return "No agent " + agent + " here. './parley agents' lists those there are.";
    }
  }

  /** The agent has no such version. */
  record VersionMissing(AgentRid agent, String version) implements AgentProblem {
    @Override
    public String message() {
      return "The agent has no version " + version + ". List its versions to see those it has.";
    }
  }

  /** Not of the form major.minor. */
  record VersionMalformed(AgentRid agent, String version) implements AgentProblem {
    @Override
    public String message() {
      return "An agent version is major.minor, such as 1.0.";
    }
  }

  /** No version was named and none is published. */
  record NothingPublished(AgentRid agent) implements AgentProblem {
    @Override
    public String message() {
      return "The agent has no published version. Name a saved one, or publish it.";
    }
  }

  /** The version names a model this server does not know. */
  record ModelUnknown(String model) implements AgentProblem {
    @Override
    public String message() {
      return "The agent's model '" + model + "' is not available on this server.";
    }
  }

  /** The version names a function that is not there. */
  record FunctionMissing(FunctionRid function, String version) implements AgentProblem {
    @Override
    public String message() {
      return "The agent needs function " + function + " " + version + ", which is not there.";
    }
  }
}
