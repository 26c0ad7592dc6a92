package org.fleetreboot.app.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.nodes.Nodes;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/**
 * Records commands while no program runs; the next start finds them in the journal. It needs no
 * hub: it calls and reads nothing, and starts no route.
 */
public final class OfflineControl {
  /** In the host name of every hub in Azure, which uses the default port. */
  private static final String OF_AZURE = ".azure-devices.";

  private OfflineControl() {}

  /**
   * Records a command in the journal, or has the node that works with a database carry it out;
   * returns whether that changed anything.
   *
   * @param run the run that it is about, which knows its hub; null for all runs
   * @param refusal what to record instead if it is refused, for that reason
   * @throws org.fleetreboot.journal.JournalInUse when a program runs after all
   * @throws org.fleetreboot.journal.file.HubInUse when a program with another journal works with
   *     the hub
   */
  public static boolean record(
      Settings settings,
      ProcessEnvironment environment,
      @Nullable String run,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    JournalLocation location = existing(settings, environment);
    if (location instanceof JournalInFile place) {
      Path file = place.file();
      ProgramPresence before = ProgramPresence.of(file);
      try (OpenJournal journal = OpenJournal.of(location, environment.clock())) {
        return record(journal, settings, environment, run, command, refusal);
      } finally {
        // What was just written to the journal does not mean that a program works on it.
        before.outlast(file);
      }
    }
    JournalInDatabase database = (JournalInDatabase) location;
    if (database.isWorkedWith()) {
      try (Nodes sender = database.join(UUID.randomUUID())) {
        sender.send();
        return carryOut(sender.others().control(), command, refusal);
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    try (OpenJournal journal = OpenJournal.of(location, environment.clock())) {
      return record(journal, settings, environment, run, command, refusal);
    }
  }

  private static String hub(
      @Nullable String run, JournalReader journal, Settings settings, JournalLocation file) {
    if (run == null) {
      String hub = settings.get(Setting.HUB);
      return hub.isEmpty() ? onlyHub(journal, file) : hub;
    }
    RunView known = journal.view().run(run);
    if (known == null) {
      throw ProgramFailure.setup(
          journal
              .archiveOf(run)
              .map(archive -> ArchiveSentence.ofLeft(run, archive, file))
              .orElse(
                  "%s has no run '%s'; ./fleet-reboot list shows its runs.".formatted(file, run)));
    }
    return known.hubs().size() == 1 ? known.hubs().get(0) : hub(null, journal, settings, file);
  }

  private static JournalLocation existing(Settings settings, ProcessEnvironment environment) {
    JournalLocation location = JournalLocation.of(settings, environment);
    if (!location.isThere()) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another one with --journal."
              .formatted(location));
    }
    return location;
  }

  private static String onlyHub(JournalReader journal, JournalLocation file) {
    FleetView view = journal.view();
    Set<String> hubs = new TreeSet<>();
    journal.partitions().stream()
        .flatMap(partition -> Partitions.hub(partition).stream())
        .filter(hub -> view.count(RunFilter.ALL.onHub(hub)) > 0)
        .forEach(hubs::add);
    if (hubs.size() != 1) {
      throw ProgramFailure.setup(
          "%s has runs of %d hubs: choose one with -P reboot.hub=NAME, as ./fleet-reboot list --json shows it."
              .formatted(file, hubs.size()));
    }
    return hubs.iterator().next();
  }

  /**
   * A program that uses another journal for this hub would continue calling, whatever is recorded
   * here.
   */
  private static void requireFree(Settings settings, ProcessEnvironment environment, String hub) {
    Path locks = settings.machineFolders(environment).locks();
    Optional<HubEndpoint> endpoint = endpoint(settings, environment, hub);
    if (endpoint.isPresent()) {
      HubLock.requireFree(locks, endpoint.get());
      return;
    }
    List<Holder> holders = HubLock.holders(locks);
    if (!holders.isEmpty()) {
      Holder first = holders.get(0);
      throw ProgramFailure.setup(
          "Another program (%s%s) works with a hub, and it is unknown whether that is '%s': set IOTHUB_CONNECTION_STRING or IOTHUB_HOSTNAME as for that program, and try again."
              .formatted(
                  first.process(),
                  first.said().map(journal -> " with journal " + journal).orElse(""),
                  hub));
    }
  }

  /** The hub's address; empty if neither the variables nor its name tell it. */
  private static Optional<HubEndpoint> endpoint(
      Settings settings, ProcessEnvironment environment, String hub) {
    Optional<NamedHub> named =
        Hubs.areNamed(settings, environment)
            ? Hubs.of(settings, environment).find(hub)
            : Optional.empty();
    if (named.isPresent()) {
      return named.map(known -> known.access().endpoint());
    }
    return hub.contains(OF_AZURE) ? Optional.of(HubEndpoint.of(hub)) : Optional.empty();
  }

  private static boolean record(
      OpenJournal own,
      Settings settings,
      ProcessEnvironment environment,
      @Nullable String run,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    String hub = hub(run, own.journal(), settings, own.location());
    requireFree(settings, environment, hub);
    own.take(hub);
    EngineSettings engineSettings =
        EngineSettings.of(hub)
            .withResumeWithin(settings.get(Setting.RESUME_WITHIN))
            .withJournalAt(own.place(RebootProgram.placeName(settings)));
    try (DurableEngine engine =
        DurableEngine.open(own.journal(), engineSettings, environment.clock())) {
      return carryOut(engine.control(), command, refusal);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static boolean carryOut(
      Control control,
      Function<Control, CompletionStage<Boolean>> command,
      Function<String, RefusedOrder> refusal) {
    try {
      return command.apply(control).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlRefused refused) {
        String why = String.valueOf(refused.getMessage());
        var unused = control.refused(refusal.apply(why)).toCompletableFuture().join();
      }
      throw e;
    }
  }
}
