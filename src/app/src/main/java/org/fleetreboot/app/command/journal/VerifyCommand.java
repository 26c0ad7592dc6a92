package org.fleetreboot.app.command.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.engine.loop.SnapshotMaintenance;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.journal.open.JournalAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether the journal is as it was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the whole journal and says whether it is as it was written: its pages, gapless"
          + " positions and versions, the chain of hashes, and that the rules accept every event."
          + " Of each partition, the first event is named that was changed, removed or put in."
          + " Then it compares the read models and the snapshots with the events.",
      "The journal must also contain what a program on this machine last saw in the file.",
      "Another program may have the journal open; its -wal file grows in the meantime."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the journal is whole",
      "1:it is not, or lacks an expected head",
      "2:wrong usage or set-up",
      "6:its events are whole, but not the tables derived from them: journal rebuild fills them anew"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal verify",
      "  ./fleet-reboot journal verify --head head.json",
      "  ./fleet-reboot journal verify --journal /backup/journal-1.db --json"
    })
final class VerifyCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description =
          "The journal must contain these heads, as journal head printed them, or as a route from"
              + " reboot-events: with types=head wrote them, one JSON object a line. Repeatable.")
  private List<String> headFiles = new ArrayList<>();

  @Option(
      names = "--expect",
      paramLabel = "PARTITION:POSITION:HASH",
      description = "The journal must contain this head, as journal head printed it. Repeatable.")
  private List<String> heads = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  VerifyCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    JournalAddress journal = JournalOption.address(settingOptions, environment);
    List<ChainHead> expected = expected();
    List<ChainHead> all = new ArrayList<>(expected);
    journal.file().ifPresent(file -> all.addAll(remembered(file)));
    Verification found;
    try (WorkProgress progress = WorkProgress.open(environment, json)) {
      found = SnapshotMaintenance.verify(journal, all, progress);
    }
    if (json) {
      environment.out().println(Json.line(Answer.of(journal, found)));
    } else {
      print(journal, found, expected.size());
    }
    return exit(found).code();
  }

  private static ExitCode exit(Verification found) {
    if (found.isWhole()) {
      return ExitCode.COMPLETED;
    }
    return found.hasWholeEvents() ? ExitCode.REBUILD_NEEDED : ExitCode.FAILED;
  }

  /** What a program saw in this file: without it, nobody could tell that a -wal file was lost. */
  private List<ChainHead> remembered(Path file) {
    Path state = settingOptions.read(environment).machineFolders(environment).state();
    return KnownJournals.heads(state, file);
  }

  private List<ChainHead> expected() {
    List<ChainHead> expected = new ArrayList<>();
    headFiles.forEach(name -> expected.addAll(HeadFile.read(environment.resolve(name)).heads()));
    for (String head : heads) {
      try {
        expected.add(ChainHead.parse(head));
      } catch (IllegalArgumentException e) {
        throw ProgramFailure.setup("invalid --expect: " + e.getMessage(), e);
      }
    }
    return expected;
  }

  private void print(JournalAddress journal, Verification found, int expected) {
    if (!found.isWhole()) {
      printFindings(journal, found);
      return;
    }
    environment
        .out()
        .println(
            "%s is whole: %,d events of %,d streams%s%s."
                .formatted(
                    journal,
                    found.events(),
                    found.streams(),
                    found.oldest() == null || found.newest() == null
                        ? ""
                        : ", from %s to %s"
                            .formatted(
                                TimeText.time(found.oldest()), TimeText.time(found.newest())),
                    expected == 0 ? "" : ", and it contains the expected heads"));
  }

  private void printFindings(JournalAddress journal, Verification found) {
    environment
        .out()
        .println(
            (found.hasWholeEvents()
                    ? "The events of %s are whole, but what is derived from them is not:"
                    : "%s is damaged:")
                .formatted(journal));
    for (Finding finding : found.findings()) {
      environment.out().println("  " + EscapedText.line(finding.what()) + ".");
    }
    environment
        .out()
        .println(
            found.hasWholeEvents()
                ? "Stop the program, and fill the tables anew: ./fleet-reboot journal rebuild --journal %s"
                    .formatted(journal)
                : "Do not start a program with it. Put a verified backup in its place; it calls no device until you adopt it.");
  }

  /** What a script reads. */
  private record Answer(
      String journal,
      boolean whole,
      boolean eventsWhole,
      long events,
      long streams,
      java.time.@Nullable Instant oldest,
      java.time.@Nullable Instant newest,
      List<ChainHead> heads,
      List<Finding> findings) {
    static Answer of(JournalAddress journal, Verification found) {
      return new Answer(
          journal.toString(),
          found.isWhole(),
          found.hasWholeEvents(),
          found.events(),
          found.streams(),
          found.oldest(),
          found.newest(),
          found.heads(),
          found.findings());
    }
  }
}
