package dev.parley.engine;

import dev.parley.id.NodeId;
import dev.parley.id.TurnId;

/** The right to write a turn's journal, until somebody raises its fence. */
public record Claim(TurnId turn, NodeId node, int fence) {}
