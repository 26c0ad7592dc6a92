package org.fleetreboot.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.FileDescriptor;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What holds for every package. */
final class PackageRules {

  private PackageRules() {}

  static List<HouseRule> all(Modules modules) {
    return List.of(
        new HouseRule(everyPackageIsNullMarked(modules), "InNoMarkedPackage"),
        new HouseRule(onlyTheProgramEndsTheProcess(modules), "EndsTheProcess"),
        new HouseRule(onePlaceWritesToTheTerminal(modules), "WritesToTheTerminal"));
  }

  /** NullAway looks at marked packages alone: one that is not marked goes unguarded, silently. */
  private static ArchRule everyPackageIsNullMarked(Modules modules) {
    return classes()
        .that()
        .resideInAPackage(modules.root() + "..")
        .should(resideInAMarkedPackage())
        .because("null is checked by the compiler in marked packages alone");
  }

  private static ArchRule onlyTheProgramEndsTheProcess(Modules modules) {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(modules.root() + ".app.FleetReboot")
        .and()
        .resideOutsideOfPackage(modules.in("bench"))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("a library leaves that to its user");
  }

  private static ArchRule onePlaceWritesToTheTerminal(Modules modules) {
    return noClasses()
        .that()
        .resideInAPackage(modules.root() + "..")
        .and()
        .resideOutsideOfPackages(modules.in("app.terminal"), modules.in("bench"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "console")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(FileDescriptor.class.getName())
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.jline.terminal..")
        .because("what comes from outside is made visible there, lest a terminal obeys it");
  }

  private static ArchCondition<JavaClass> resideInAMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        String message = type.getName() + " resides in a package without @NullMarked";
        events.add(new SimpleConditionEvent(type, marked, message));
      }
    };
  }
}
