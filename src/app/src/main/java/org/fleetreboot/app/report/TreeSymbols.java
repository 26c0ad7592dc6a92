package org.fleetreboot.app.report;

/** The characters in which the tree is drawn. */
enum TreeSymbols {
  UNICODE("├─ ", "└─ ", "│  ", "   ", '█', '░', "·"),
  ASCII("|- ", "`- ", "|  ", "   ", '#', '.', "-");

  final String branch;
  final String lastBranch;
  final String trunk;
  final String gap;
  final char done;
  final char open;
  final String dot;

  TreeSymbols(
      String branch,
      String lastBranch,
      String trunk,
      String gap,
      char done,
      char open,
      String dot) {
    this.branch = branch;
    this.lastBranch = lastBranch;
    this.trunk = trunk;
    this.gap = gap;
    this.done = done;
    this.open = open;
    this.dot = dot;
  }

  /** {@code done} of {@code all} as a bar. */
  String bar(int done, int all, int width) {
    int filled = all == 0 ? 0 : Math.round((float) done * width / all);
    return String.valueOf(this.done).repeat(filled) + String.valueOf(open).repeat(width - filled);
  }
}
