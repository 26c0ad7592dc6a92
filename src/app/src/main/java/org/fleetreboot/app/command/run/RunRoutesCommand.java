package org.fleetreboot.app.command.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.CurrentUser;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.PatientStart;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.program.Standby;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the routes against a hub. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs routes/ against the hub of IOTHUB_CONNECTION_STRING, or those of the settings reboot.hubs, until it is stopped.",
      "Open runs in the journal continue where they stood."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot run",
      "  ./fleet-reboot run --start nightly",
      "  ./fleet-reboot run --start nightly --run-id maintenance-12 --until-settled --json",
      "  ./fleet-reboot run --standby"
    })
public final class RunRoutesCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(
      names = "--start",
      paramLabel = "CHAIN",
      description = "Continue this chain's open run, or begin one.")
  private @Nullable String chain;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "The id of that run. Reusing an id continues that run instead of starting another.")
  private @Nullable String runId;

  @Option(
      names = "--resume",
      description = {
        "Resume that run if it is paused because it stood still for long or its chain was changed.",
        "Resuming accepts the chain as it is now.",
        "Also adopts the journal, if it is a copy or a restored backup."
      })
  private boolean resume;

  @Option(
      names = "--until-settled",
      description = "Exit when that run is settled. Schedules, files and queues start nothing.")
  private boolean untilSettled;

  @Option(
      names = "--standby",
      description = {
        "Wait while another program works with the journal or the hub, or there is no journal yet,",
        "and take over when that program has ended."
      })
  private boolean standby;

  @Mixin private final WaitOptions waiting = new WaitOptions();

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  public RunRoutesCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (chain == null && (runId != null || untilSettled)) {
      throw ProgramFailure.setup(
          "--run-id and --until-settled refer to one run: name its chain with --start CHAIN.");
    }
    if (!untilSettled && waiting.isAboutOneRun()) {
      throw ProgramFailure.setup(
          "--require, --wait and --timeout refer to the end of one run: give --until-settled,"
              + " too.");
    }
    if (standby && (chain != null || resume)) {
      throw ProgramFailure.setup(
          "--standby continues what the other program has begun, as it is: leave out --start and"
              + " --resume, and give your orders to the program that runs.");
    }
    Settings settings = settingOptions.read(environment);
    if (standby && JournalLocation.of(settings, environment) instanceof JournalInDatabase) {
      throw ProgramFailure.setup(
          "--standby is for a journal in a file: with one in a database leave it out, because any number of programs share the journal, and one of them works.");
    }
    Hubs hubs = Hubs.of(settings, environment);
    HubTrust.install(environment);
    StartRequest order =
        chain == null
            ? null
            : StartRequest.ofChain(
                chain,
                runId,
                new RunTrigger.CommandLine("run", "--start", chain),
                resume,
                CurrentUser.requester(environment),
                environment.clock().instant());
    return order != null && untilSettled
        ? new RunToEnd(
                environment,
                settings,
                hubs,
                waiting,
                new Continuation(settingOptions.typed(), waiting.words()))
            .reach(order)
            .code()
        : runUntilStopped(settings, hubs, order);
  }

  private int runUntilStopped(Settings settings, Hubs hubs, @Nullable StartRequest order) {
    JournalLocation location = JournalLocation.of(settings, environment);
    try (StopSignal stop = StopSignal.install()) {
      if (location instanceof JournalInDatabase journal) {
        runAsNode(new PatientStart(settings, environment, hubs, journal), hubs, order, stop);
        return 0;
      }
      tellIfInMemory(((JournalInFile) location).file());
      Optional<RebootProgram> begun =
          standby
              ? new Standby(settings, environment, hubs).takeOver(stop::await)
              : Optional.of(RebootProgram.open(settings, environment, hubs));
      if (begun.isPresent()) {
        try (RebootProgram program = begun.get()) {
          if (!standby) {
            program.start(true);
          }
          tellAndOrder(program, hubs, order);
          new OpenRunsWatch(environment, program.openedAt()).untilStopped(program, stop);
        }
      }
    }
    return 0;
  }

  /** Until it is stopped, whether or not the work is assigned to this node. */
  private void runAsNode(
      PatientStart start, Hubs hubs, @Nullable StartRequest order, StopSignal stop) {
    Optional<RebootProgram> begun = start.start(stop::await);
    if (begun.isPresent()) {
      try (RebootProgram program = begun.get()) {
        tellAndOrder(program, hubs, order);
        new OpenRunsWatch(environment, program.openedAt()).untilStopped(program, stop);
      }
    }
  }

  private void tellAndOrder(RebootProgram program, Hubs hubs, @Nullable StartRequest order) {
    if (resume) {
      program.fleet().adoptJournal(CurrentUser.requester(environment));
    }
    Waiting.printStops(
        program.fleet().stops(), new Continuation(settingOptions.typed()), environment.err());
    if (order != null) {
      order.place(program.fleet());
    }
    environment.err().println("fleet-reboot: running against " + hubs + "; stop it with Ctrl-C");
    environment.err().println("dashboard, for ten minutes and once: " + program.signInUrl());
  }

  /** A service that works for years is meant to know its calls after a restart of the machine. */
  private void tellIfInMemory(Path journal) {
    if (JournalFile.isInMemory(journal)) {
      environment
          .err()
          .printf(
              "fleet-reboot: journal %s is in memory (tmpfs), so nothing of it survives a restart of"
                  + " the machine: put it on a disk (reboot.journal)%n",
              journal);
    }
  }
}
