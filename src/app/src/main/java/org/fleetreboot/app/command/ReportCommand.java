package org.fleetreboot.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.fleetreboot.app.audit.AuditFormat;
import org.fleetreboot.app.audit.Auditor;
import org.fleetreboot.app.audit.RunAudit;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.RunView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports a run to an auditor. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Reports one run to an auditor: what was asked and by whom, the frozen options, each decision,"
          + " each device with its marker before and after, and the journal's proof.",
      "Each event is checked against its hash as it is read. Another program may have the journal"
          + " open."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot report maintenance-12 --output maintenance-12.html",
      "  ./fleet-reboot report maintenance-12 --format csv --output maintenance-12.csv",
      "  ./fleet-reboot report maintenance-12 --format json | jq .proof"
    })
final class ReportCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "RUN", description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html: one page; csv: a row for each device; json: one object. Default: html.")
  private String format = "html";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write this file. Default: print it.")
  private @Nullable String output;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ReportCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    AuditFormat chosen = chosen();
    try (StoredFleet fleet = StoredFleet.open(settingOptions.read(environment), environment)) {
      RunView view = fleet.require(run);
      RunAudit report =
          new Auditor(fleet.journal(), view)
              .report(fleet.location().shortName(), environment.clock().instant());
      if (output == null) {
        print(report, chosen);
      } else {
        write(report, chosen, environment.resolve(output));
        environment.out().println("The report of run %s is in %s.".formatted(run, output));
      }
    }
    return 0;
  }

  private AuditFormat chosen() {
    try {
      return AuditFormat.ofWord(format);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup("--format: " + e.getMessage() + ".", e);
    }
  }

  private void print(RunAudit report, AuditFormat chosen) {
    Writer out =
        new BufferedWriter(new OutputStreamWriter(environment.out(), StandardCharsets.UTF_8));
    try {
      chosen.write(report, out);
      out.flush();
    } catch (IOException e) {
      throw ProgramFailure.setup("The report was not printed: " + FileErrorText.of(e) + ".", e);
    }
  }

  /** A file of that name is always whole. */
  private static void write(RunAudit report, AuditFormat chosen, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (Writer out = Files.newBufferedWriter(part)) {
        chosen.write(report, out);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(part);
        throw e;
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "The report cannot be written to %s (%s): name another file with --output."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }
}
