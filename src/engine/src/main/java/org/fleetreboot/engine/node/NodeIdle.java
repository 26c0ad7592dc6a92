package org.fleetreboot.engine.node;

/**
 * This node does not work with the hubs at the moment; another one does, or will. An expected race:
 * what was asked for goes on there.
 */
public final class NodeIdle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NodeIdle() {
    // Without a stack trace: races are normal.
    super(
        "Another node has taken the work over, which goes on there from the last durable event.",
        null,
        false,
        false);
  }
}
