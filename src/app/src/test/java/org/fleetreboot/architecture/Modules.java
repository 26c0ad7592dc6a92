package org.fleetreboot.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.stream.Stream;

/**
 * The children of one package, one a module.
 *
 * @param root the package
 */
record Modules(String root) {

  /** The package identifier of a module, or of a package in it, with all below. */
  String in(String module) {
    return root + "." + module + "..";
  }

  String[] in(String... modules) {
    return Stream.of(modules).map(this::in).toArray(String[]::new);
  }

  /** The named modules, and whatever is not ours. */
  DescribedPredicate<JavaClass> onlyOfOurs(String... modules) {
    return DescribedPredicate.not(resideInAPackage(root + ".."))
        .or(resideInAnyPackage(in(modules)))
        .as("in " + String.join(", ", modules) + " or not ours");
  }

  /** Begins a rule that forbids something to all but the named modules. */
  GivenClassesConjunction allBut(String... modules) {
    return noClasses().that().resideOutsideOfPackages(in(modules));
  }
}
