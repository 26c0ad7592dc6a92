package org.fleetreboot.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;

/** Which library is whose. */
final class LibraryRules {

  private LibraryRules() {}

  static List<HouseRule> all(Modules modules) {
    return List.of(
        new HouseRule(
            touch(modules.allBut("iothub.sdk"), "com.microsoft.azure.sdk.iot.service..")
                .because("what an SDK error proves about delivery is judged in one place"),
            "CatchesTheSdk"),
        new HouseRule(
            touch(modules.allBut("devicesim.device.sdk"), "com.microsoft.azure.sdk.iot.device..")
                .because("the local hub is taken from the wire, not from the SDK"),
            "SpeaksForADevice"),
        new HouseRule(
            touch(modules.allBut("iothub", "app"), "com.azure..")
                .because("the component takes a credential, the program makes it"),
            "MakesACredential"),
        new HouseRule(
            touch(
                    modules.allBut(
                        "journal.sql",
                        "journal.sqlite",
                        "journal.postgres",
                        "journal.file",
                        "journal.open",
                        "journal.testkit",
                        "nodes",
                        "app.settings",
                        "app.program",
                        "app.report"),
                    "org.sqlite..",
                    "org.postgresql..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "java.sql..",
                    modules.in("journal.sql"),
                    modules.in("journal.sqlite"),
                    modules.in("journal.postgres"))
                .because("another database must be able to take its place"),
            "QueriesTheJournal"),
        new HouseRule(
            touch(modules.allBut("yaml", "iothub", "reboot", "app", "bench"), "org.apache.camel..")
                .because("rules, engine and local hub run without routes"),
            "SendsAnExchange"),
        new HouseRule(
            touch(
                    noClasses().that().resideInAPackage(modules.root() + ".."),
                    "java.util.logging..",
                    "org.apache.log4j..",
                    "org.apache.logging..")
                .because("a second logger writes where nobody looks"),
            "LogsElsewhere"));
  }

  private static ArchRule touch(GivenClassesConjunction classes, String... packages) {
    return classes.should().dependOnClassesThat().resideInAnyPackage(packages);
  }
}
