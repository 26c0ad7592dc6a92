package org.fleetreboot.devicesim.supported;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether each row, and each error in it, has its test, and each test its row. */
public final class Evidence {
  private Evidence() {}

  /** What does not fit, a sentence each; empty when all does. */
  public static List<String> gaps(List<SupportedRow> rows, List<Proof> proofs) {
    List<String> gaps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SupportedRow row : rows) {
      for (String name : row.names()) {
        if (!names.add(name)) {
          gaps.add("'" + name + "' is the name of two rows");
        }
        if (proofs.stream().noneMatch(proof -> proof.row().equals(name))) {
          gaps.add("'" + name + "' has no test");
        }
      }
      for (String error : row.errors()) {
        if (proofs.stream().noneMatch(p -> isOf(row, p) && p.errors().contains(error))) {
          gaps.add("error " + error + " of " + row + " has no test");
        }
      }
    }
    proofs.forEach(proof -> misfits(rows, proof, gaps));
    return gaps;
  }

  private static boolean isOf(SupportedRow row, Proof proof) {
    return row.names().contains(proof.row());
  }

  private static void misfits(List<SupportedRow> rows, Proof proof, List<String> gaps) {
    if (!proof.runs()) {
      gaps.add(proof.test() + " proves '" + proof.row() + "', but is not run");
    }
    List<SupportedRow> own = rows.stream().filter(row -> isOf(row, proof)).toList();
    if (own.isEmpty()) {
      gaps.add(proof.test() + " proves '" + proof.row() + "', which is no row");
      return;
    }
    for (String error : proof.errors()) {
      if (own.stream().noneMatch(row -> row.errors().contains(error))) {
        gaps.add(proof.test() + " proves error " + error + ", which is not in " + own.get(0));
      }
    }
  }
}
