package dev.parley.problem;

/** One thing that is wrong, with its facts; sealed, so every door must say how it reports it. */
public sealed interface Problem
    permits AccessProblem,
        AgentProblem,
        FileProblem,
        LiveProblem,
        RequestProblem,
        SessionProblem,
        TurnProblem {

  /** What went wrong and what to do next, in one or two sentences, safe to show to the caller. */
  String message();
}
