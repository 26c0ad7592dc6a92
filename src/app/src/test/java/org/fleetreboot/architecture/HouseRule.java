package org.fleetreboot.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of the house, and the class that breaks it on purpose: no rule without the proof that it
 * bites.
 *
 * @param rule what holds
 * @param brokenBy simple name of a class below {@code org.fleetreboot.architecture.broken}
 */
record HouseRule(ArchRule rule, String brokenBy) {

  /**
   * All rules for the modules that are children of a package.
   *
   * @param root {@code org.fleetreboot} for the program, another package for the broken one
   */
  static List<HouseRule> under(String root) {
    Modules modules = new Modules(root);
    return Stream.of(
            ModuleRules.all(modules),
            LibraryRules.all(modules),
            ClockRules.all(modules),
            PackageRules.all(modules))
        .flatMap(List::stream)
        .toList();
  }

  void check(JavaClasses classes) {
    rule.check(classes);
  }

  /** What is wrong with some classes, in the rule's words; empty when nothing is. */
  String failures(JavaClasses classes) {
    return String.join("\n", rule.evaluate(classes).getFailureReport().getDetails());
  }

  @Override
  public String toString() {
    return rule.getDescription();
  }
}
