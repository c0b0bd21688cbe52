package dev.parley.agent;

import dev.parley.variable.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything one version of an agent is made of; stored as it was written. */
public record AgentSpec(
    Profile profile,
    @Nullable String model,
    String instructions,
    Map<String, Variable> variables,
    List<ContextSpec> contexts,
    List<ToolSpec> tools,
    Limits limits) {
  public AgentSpec {
    contexts = List.copyOf(contexts);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    tools = List.copyOf(tools);
  }

  /** An agent that looks nothing up. */
  public AgentSpec(
      Profile profile,
      @Nullable String model,
      String instructions,
      Map<String, Variable> variables,
      List<ToolSpec> tools,
      Limits limits) {
    this(profile, model, instructions, variables, List.of(), tools, limits);
  }
}
