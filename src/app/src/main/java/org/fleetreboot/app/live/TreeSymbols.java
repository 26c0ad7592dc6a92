package org.fleetreboot.app.live;

import org.fleetreboot.app.report.StateMark;

/** The characters in which the tree is drawn. */
enum TreeSymbols {
  UNICODE("├─ ", "└─ ", "│  ", '█', '░', "·", "…"),
  ASCII("|- ", "`- ", "|  ", '#', '.', "-", "~");

  static final String GAP = "   ";

  final String branch;
  final String lastBranch;
  final String trunk;
  final String dot;

  /** Stands for what is cut off. */
  final String cut;

  private final char done;
  private final char open;

  TreeSymbols(
      String branch,
      String lastBranch,
      String trunk,
      char done,
      char open,
      String dot,
      String cut) {
    this.branch = branch;
    this.lastBranch = lastBranch;
    this.trunk = trunk;
    this.done = done;
    this.open = open;
    this.dot = dot;
    this.cut = cut;
  }

  /** Of a state. */
  String of(StateMark mark) {
    return this == UNICODE ? mark.symbol() : mark.plain();
  }

  /** {@code done} of {@code all} as a bar, which is full when all are done, and only then. */
  String bar(int done, int all, int width) {
    int filled = all == 0 ? 0 : Math.min(width, (int) ((long) done * width / all));
    return String.valueOf(this.done).repeat(filled) + String.valueOf(open).repeat(width - filled);
  }
}
