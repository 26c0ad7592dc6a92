package org.fleetreboot.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

/** Who may depend on whom. */
final class ModuleRules {

  private ModuleRules() {}

  static List<HouseRule> all(Modules modules) {
    return List.of(
        new HouseRule(rulesStandOnTheJdkAlone(modules), "LogsItsDecision"),
        new HouseRule(
            of(modules, "journal", "workflow").because("a store drives nobody"), "DrivesTheEngine"),
        new HouseRule(
            of(modules, "engine", "workflow", "journal").because("routes come and go"),
            "AsksTheRoute"),
        new HouseRule(
            of(modules, "iothub").because("any Camel application can take the component"),
            "KnowsReboots"),
        new HouseRule(
            of(modules, "yaml").because("it knows texts, and no component that uses them"),
            "ReadsTheSteps"),
        new HouseRule(
            of(modules, "reboot", "engine", "workflow", "journal")
                .because("the hub is an endpoint in the route"),
            "CallsTheHub"),
        new HouseRule(
            of(modules, "devicesim")
                .because("one misreading of the wire must not make both sides agree"),
            "SharesTheWire"),
        new HouseRule(nobodyReachesIntoTheEngine(modules), "ReadsTheMemory"),
        new HouseRule(nobodyReachesIntoTheProgram(modules), "StartsTheProgram"),
        new HouseRule(packagesFormNoCycle(modules), "There"));
  }

  private static ArchRule rulesStandOnTheJdkAlone(Modules modules) {
    return classes()
        .that()
        .resideInAPackage(modules.in("workflow"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    modules.in("workflow"),
                    "java.lang..",
                    "java.math..",
                    "java.nio.charset..",
                    "java.time..",
                    "java.util",
                    "java.util.function..",
                    "java.util.regex..",
                    "java.util.stream..",
                    "org.jspecify.annotations")
                // A hash is a pure function; the rest of its package is not.
                .or(belongToAnyOf(MessageDigest.class, NoSuchAlgorithmException.class)))
        .because("the rules are pure: no I/O, no threads, no library");
  }

  private static ArchRule of(Modules modules, String module, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = module;
    System.arraycopy(others, 0, all, 1, others.length);
    return classes()
        .that()
        .resideInAPackage(modules.in(module))
        .should()
        .onlyDependOnClassesThat(modules.onlyOfOurs(all));
  }

  private static ArchRule nobodyReachesIntoTheEngine(Modules modules) {
    String loop = modules.root() + ".engine.loop";
    return noClasses()
        .that()
        .resideOutsideOfPackage(modules.in("engine"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    modules.in(
                        "engine.state",
                        "engine.hub",
                        "engine.poll",
                        "engine.group",
                        "engine.chain"))
                .or(
                    resideInAPackage(loop + "..")
                        .and(
                            describe(
                                "are no engine to open",
                                type ->
                                    !Set.of(
                                            loop + ".DurableEngine",
                                            loop + ".SnapshotMaintenance",
                                            loop + ".ManualDrive",
                                            loop + ".ManualClock")
                                        .contains(type.getName())))))
        .because("its internals are public for its own packages alone");
  }

  private static ArchRule nobodyReachesIntoTheProgram(Modules modules) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(modules.in("app", "bench"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(modules.in("app", "bench"))
        .because("the program puts the parts together, they do not know it");
  }

  private static ArchRule packagesFormNoCycle(Modules modules) {
    return slices()
        .matching(modules.root() + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("a package in a cycle cannot be read alone");
  }
}
